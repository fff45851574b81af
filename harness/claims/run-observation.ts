import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { LabRun, RunOptions } from '../lab/lab-run.ts';
import { documentedFor } from '../lab/lacking.ts';
import { runLab } from '../lab/run.ts';
import { UnsupportedError } from '../lab/set-up/unsupported.ts';
import { failure } from '../lab/terminal/failure.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { onBench } from './on-bench.ts';
import { repeatIfBusy } from './repeat-if-busy.ts';
import type { SpecObservation } from './spec-observation.ts';

/** The answer of one broker to an observation, or why there is none. */
export interface ObservationRun {
  readonly observation: SpecObservation;
  readonly protocolVersion: ProtocolVersion;
  /** `unsupported` if the broker cannot be asked, `not-run` if something went wrong. */
  readonly result: 'seen' | 'unsupported' | 'not-run';
  /** A word, a code or a number. */
  readonly seen?: string | number;
  /** Why there is no answer, or what else went wrong. */
  readonly reason?: Text;
  /** Not run, without a failure: this machine was too busy. */
  readonly leftOut?: true;
  /** How long it took. */
  readonly milliseconds: number;
}

interface Look {
  readonly run: LabRun;
  readonly seen: string | number | undefined;
}

/** Makes one observation on a broker. Never throws for what the broker does. */
export async function runObservation(
  observation: SpecObservation,
  broker: Broker,
  options: RunOptions = {},
): Promise<ObservationRun> {
  const { protocolVersion = 5, signal } = options;
  const began = performance.now();
  const lack = documentedFor(broker, observation.id);
  if (lack !== undefined)
    return { observation, protocolVersion, result: 'unsupported', reason: lack, milliseconds: 0 };
  const { last, error } = await repeatIfBusy(
    () => look(observation, broker, options),
    observation.aboutTime === true,
    signal,
  );
  const facts = { observation, protocolVersion, milliseconds: performance.now() - began };
  if (error !== undefined)
    return { ...facts, result: 'not-run', leftOut: true, reason: failure(error, undefined) };
  const { run, seen } = last;
  if (run.error instanceof UnsupportedError)
    return { ...facts, result: 'unsupported', reason: run.error.why };
  if (seen === undefined || run.reason !== undefined) {
    return { ...facts, result: 'not-run', ...(run.reason && { reason: run.reason }) };
  }
  return { ...facts, result: 'seen', seen };
}

async function look(observation: SpecObservation, broker: Broker, options: RunOptions): Promise<Look> {
  let seen: string | number | undefined;
  const about = { id: observation.id, title: observation.says, claims: {} };
  const lab = onBench(about, broker, async (bench) => {
    seen = await observation.look(bench);
  });
  const run = await runLab(lab, broker, options);
  return { run, seen };
}
