import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { type LimitName, limitNames } from '../../brokers/clouds/words.ts';
import { type Need, needNames } from '../../brokers/limits/need.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { whole } from '../../report/schema.ts';
import type { Cost } from './reckon.ts';

/** The file of measured costs; `npm run verify:costs` writes it. */
export const costsFile = new URL('./costs.json', import.meta.url);

/** Connections, messages to the broker and from it, bytes. */
const cost = v.tuple([whole, whole, whole, whole]);
const isLimitName = (word: unknown): word is LimitName => limitNames.some((name) => name === word);
const at = v.strictObject({
  cost,
  limit: v.optional(v.custom<LimitName>(isLimitName)),
  /** The claims that ended because a part of MQTT is missing, by the part. */
  lacks: v.optional(v.record(v.picklist(needNames), v.array(v.string()))),
});
const job = v.strictObject({
  name: v.string(),
  protocol: v.picklist([4, 5]),
  /** Claims that were left out in the measurement. */
  leftOut: v.array(v.string()),
  /** By the name of the cloud. */
  clouds: v.record(v.string(), at),
});
const costs = v.strictObject({ measuredOn: v.string(), measuredAt: v.string(), jobs: v.array(job) });

/** What one job costs at one cloud; `limit`: where it is stopped, at this cost. */
export interface CostAt {
  readonly cost: Cost;
  readonly limit?: LimitName | undefined;
  /** The claims that ended because a part of MQTT is missing, by the part. */
  readonly lacks?: Readonly<Partial<Record<Need, readonly string[]>>> | undefined;
}

export interface MeasuredJob {
  readonly name: string;
  readonly protocol: ProtocolVersion;
  readonly leftOut: readonly string[];
  readonly clouds: Readonly<Record<string, CostAt>>;
}

export interface Costs {
  /** The broker and its version. */
  readonly measuredOn: string;
  /** A day. */
  readonly measuredAt: string;
  readonly jobs: readonly MeasuredJob[];
}

/** The content of the file, with a line for each job. */
export function costsText({ measuredOn, measuredAt, jobs }: Costs): string {
  const lines = jobs.map(({ clouds, ...about }) => {
    const written = Object.entries(clouds).map(([name, one]) => {
      const { connections, publishes, deliveries, bytes } = one.cost;
      return [name, { ...one, cost: [connections, publishes, deliveries, bytes] }] as const;
    });
    return JSON.stringify({ ...about, clouds: Object.fromEntries(written) });
  });
  const head = `"measuredOn":${JSON.stringify(measuredOn)},"measuredAt":${JSON.stringify(measuredAt)}`;
  return `{${head},"jobs":[\n${lines.join(',\n')}\n]}\n`;
}

/** @throws what is wrong with the text */
export function readCosts(text: string): Costs {
  const { jobs, ...about } = v.parse(costs, JSON.parse(text));
  return {
    ...about,
    jobs: jobs.map(({ clouds, ...one }) => ({
      ...one,
      clouds: Object.fromEntries(
        Object.entries(clouds).map(([name, { cost: of, limit, lacks }]) => {
          const [connections, publishes, deliveries, bytes] = of;
          return [name, { cost: { connections, publishes, deliveries, bytes }, limit, lacks }];
        }),
      ),
    })),
  };
}

export const measuredCosts = async (): Promise<Costs> => readCosts(await readFile(costsFile, 'utf8'));
