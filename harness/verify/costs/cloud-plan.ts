import type { Text } from '../../base/text.ts';
import type { BrokerKind } from '../../brokers/broker-kind.ts';
import { beyondText } from '../../brokers/clouds/gate/beyond-text.ts';
import type { CloudLimits } from '../../brokers/clouds/limits.ts';
import { asDocumented, documentedLacks } from '../../brokers/limits/documented.ts';
import { lackText } from '../../brokers/limits/lack-text.ts';
import { needNames } from '../../brokers/limits/need.ts';
import { capabilitiesOf } from '../../brokers/probe/probe.ts';
import type { Job } from '../job.ts';
import { planFor, type Terms } from '../plan.ts';
import type { Selection } from '../select.ts';
import type { CostAt, Costs, MeasuredJob } from './file.ts';
import { type Cost, noCost, sumOf } from './reckon.ts';

/** Why some claims have no verdict, and how many these are, counted once for each version of MQTT. */
export interface Unjudged {
  readonly reason: Text;
  readonly claims: number;
}

/** What a run on a cloud would come to, as far as that is known without a connection. */
export interface CloudPlan {
  /** Claims that are run to a verdict, counted once for each version of MQTT. */
  readonly claims: number;
  readonly unsupported: readonly Unjudged[];
  readonly leftOut: readonly Unjudged[];
  readonly cost: Cost;
  /** Jobs whose cost is not known: they are newer than the measurement. */
  readonly unmeasured: readonly string[];
}

/** Plans a run on a cloud. Connects to nothing. */
export function planOnCloud(
  { name, cloud }: Pick<BrokerKind, 'name'> & { readonly cloud: CloudLimits },
  selection: Selection,
  terms: Omit<Terms, 'isForeign'>,
  costs: Costs,
): CloudPlan {
  const protocolVersions = cloud.protocolVersions?.value ?? [4, 5];
  const capabilities = capabilitiesOf({}, protocolVersions);
  const broker = asDocumented({ name, version: undefined, capabilities });
  const { jobs, omissions } = planFor(selection, broker, { ...terms, isForeign: true });
  const lacks = documentedLacks(broker);
  const unsupported = new Tally();
  const leftOut = new Tally();
  for (const { job, result, reason } of omissions)
    (result === 'unsupported' ? unsupported : leftOut).add(reason, job.claims.length);
  const measured = new Map(costs.jobs.map((one) => [keyOf(one.name, one.protocol), one]));
  let cost = noCost;
  let claims = 0;
  const unmeasured: string[] = [];
  for (const job of jobs) {
    const found = measured.get(keyOf(job.name, job.protocolVersion));
    const at = found?.clouds[name];
    if (found === undefined || at === undefined) {
      unmeasured.push(job.name);
      continue;
    }
    cost = sumOf(cost, at.cost);
    const away = job.claims.filter(({ id }) => found.leftOut.includes(id)).length;
    leftOut.add(outOfReach, away);
    let here = job.claims.length - away;
    for (const { need, ids } of lackedBy(at)) {
      const lack = lacks.find((one) => one.need === need);
      const without = job.claims.filter(({ id }) => ids.includes(id)).length;
      if (lack === undefined) continue;
      unsupported.add(lackText(lack), without);
      here -= without;
    }
    if (at.limit === undefined) claims += here;
    else unsupported.add(beyondText(cloud, at.limit), here);
  }
  return { claims, unsupported: unsupported.all, leftOut: leftOut.all, cost, unmeasured };
}

const lackedBy = ({ lacks = {} }: CostAt) => needNames.map((need) => ({ need, ids: lacks[need] ?? [] }));

const keyOf = (name: MeasuredJob['name'], version: Job['protocolVersion']): string => `${name} ${version}`;

class Tally {
  readonly #reasons = new Map<string, Unjudged>();

  get all(): Unjudged[] {
    return [...this.#reasons.values()].sort((one, other) => other.claims - one.claims);
  }

  add(reason: Text, claims: number): void {
    if (claims === 0) return;
    const before = this.#reasons.get(reason.en)?.claims ?? 0;
    this.#reasons.set(reason.en, { reason, claims: before + claims });
  }
}

const outOfReach: Text = {
  en: 'needs another endpoint, a broker with its own setup, or a program that was not there when this was measured',
  ja: '別の入り口、専用に設定したブローカー、または測ったときになかったプログラムが必要',
};
