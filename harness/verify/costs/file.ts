import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { type LimitName, limitNames } from '../../brokers/clouds/words.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Cost, Stopped } from './reckon.ts';

/** The file of measured costs; `npm run verify:costs` writes it. */
export const costsFile = new URL('./costs.json', import.meta.url);

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Connections, messages to the broker and from it, bytes. */
const cost = v.tuple([whole, whole, whole, whole]);
const isLimitName = (word: unknown): word is LimitName => limitNames.some((name) => name === word);
const job = v.strictObject({
  name: v.string(),
  protocol: v.picklist([4, 5]),
  cost,
  /** Where the run is stopped, by the name of the cloud. */
  stopped: v.record(v.string(), v.strictObject({ limit: v.custom<LimitName>(isLimitName), cost })),
});
const costs = v.strictObject({ measuredOn: v.string(), measuredAt: v.string(), jobs: v.array(job) });

export interface MeasuredJob {
  readonly name: string;
  readonly protocol: ProtocolVersion;
  readonly cost: Cost;
  readonly stopped: Readonly<Record<string, Stopped>>;
}

export interface Costs {
  /** The broker and its version. */
  readonly measuredOn: string;
  /** A day. */
  readonly measuredAt: string;
  readonly jobs: readonly MeasuredJob[];
}

type Written = v.InferOutput<typeof cost>;
const written = ({ connections, publishes, deliveries, bytes }: Cost): Written => [
  connections,
  publishes,
  deliveries,
  bytes,
];
const read = ([connections, publishes, deliveries, bytes]: Written): Cost => ({
  connections,
  publishes,
  deliveries,
  bytes,
});

/** The content of the file, with a line for each job. */
export function costsText({ measuredOn, measuredAt, jobs }: Costs): string {
  const lines = jobs.map(({ name, protocol, cost: whole, stopped }) =>
    JSON.stringify({
      name,
      protocol,
      cost: written(whole),
      stopped: Object.fromEntries(
        Object.entries(stopped).map(([cloud, at]) => [cloud, { ...at, cost: written(at.cost) }]),
      ),
    }),
  );
  const head = `"measuredOn":${JSON.stringify(measuredOn)},"measuredAt":${JSON.stringify(measuredAt)}`;
  return `{${head},"jobs":[\n${lines.join(',\n')}\n]}\n`;
}

/** @throws what is wrong with the text */
export function readCosts(text: string): Costs {
  const { jobs, ...about } = v.parse(costs, JSON.parse(text));
  return {
    ...about,
    jobs: jobs.map((one) => ({
      ...one,
      cost: read(one.cost),
      stopped: Object.fromEntries(
        Object.entries(one.stopped).map(([cloud, at]) => [cloud, { ...at, cost: read(at.cost) }]),
      ),
    })),
  };
}

export const measuredCosts = async (): Promise<Costs> => readCosts(await readFile(costsFile, 'utf8'));
