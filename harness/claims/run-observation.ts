import type { Broker, ProtocolVersion } from '../brokers/broker.ts';
import { type RunOptions, runLab } from '../lab/run.ts';
import type { Text } from '../text.ts';
import { onBench } from './on-bench.ts';
import { UnsupportedError } from './spec-claim.ts';
import type { SpecObservation } from './spec-observation.ts';

/** What was seen on one broker, or why nothing was. */
export interface ObservationRun {
  readonly observation: SpecObservation;
  readonly protocolVersion: ProtocolVersion;
  /** `unsupported` where the broker cannot be asked, `not-run` where something went wrong. */
  readonly result: 'seen' | 'unsupported' | 'not-run';
  /** A word, a code or a number. */
  readonly seen?: string | number;
  /** Where nothing was seen, or more happened than was looked for: why. */
  readonly reason?: Text;
  /** How long it took. */
  readonly milliseconds: number;
}

/** Looks at one thing that the specification leaves open. Never throws for what the broker does. */
export async function runObservation(
  observation: SpecObservation,
  broker: Broker,
  options: RunOptions = {},
): Promise<ObservationRun> {
  const { protocolVersion = 5 } = options;
  const began = performance.now();
  let seen: string | number | undefined;
  const about = { id: observation.id, title: observation.says, claims: {} };
  const lab = onBench(about, broker, async (bench) => {
    seen = await observation.look(bench);
  });
  const { error, reason } = await runLab(lab, broker, options);
  const facts = { observation, protocolVersion, milliseconds: performance.now() - began };
  if (error instanceof UnsupportedError) return { ...facts, result: 'unsupported', reason: error.why };
  if (seen === undefined || reason !== undefined) {
    return { ...facts, result: 'not-run', ...(reason && { reason }) };
  }
  return { ...facts, result: 'seen', seen };
}
