import pLimit from 'p-limit';
import type { Broker } from '../../brokers/broker.ts';
import { type ObservationRun, runObservation } from '../../claims/run-observation.ts';
import { asksUnder, type SpecObservation } from '../../claims/spec-observation.ts';
import type { Cell, Column } from './document.ts';

/** How many observations run at the same time: enough that those of several seconds overlap, and not so many that they wait. */
const SIDE_BY_SIDE = 8;

export interface Measured {
  readonly column: Column;
  /** Observations that could not be made. They have no cell. */
  readonly notRun: readonly ObservationRun[];
}

/** Makes all observations on one broker, under each version of MQTT that it supports. */
export async function measure(
  broker: Broker,
  observations: readonly SpecObservation[],
  { signal, now = new Date() }: { readonly signal?: AbortSignal; readonly now?: Date } = {},
): Promise<Measured> {
  const limit = pLimit(SIDE_BY_SIDE);
  const wanted = observations.flatMap((observation) =>
    broker.capabilities.protocolVersions
      .filter((version) => asksUnder(observation, version))
      .map((protocolVersion) => ({ observation, protocolVersion })),
  );
  const runs = await limit.map(wanted, ({ observation, protocolVersion }) =>
    runObservation(observation, broker, { protocolVersion, ...(signal && { signal }) }),
  );
  const { name, version, origin } = broker;
  const measuredAt = now.toISOString().slice(0, 'yyyy-mm-dd'.length);
  return {
    column: {
      broker: { name, ...(version !== undefined && { version }), origin, measuredAt },
      cells: runs.filter(({ result }) => result !== 'not-run').map(cellOf),
    },
    notRun: runs.filter(({ result }) => result === 'not-run'),
  };
}

const cellOf = ({ observation, protocolVersion, seen, reason }: ObservationRun): Cell => ({
  observation: observation.id,
  protocolVersion,
  ...(seen !== undefined && { seen }),
  ...(reason && { reason }),
});
