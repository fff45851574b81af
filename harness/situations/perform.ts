import type { LimitFunction } from 'p-limit';
import { watchStandstill } from '../base/standstill.ts';
import type { StartClient } from './client-under-test.ts';
import type { Conduct } from './conduct.ts';
import { NotReached } from './not-reached.ts';
import type { Played } from './played.ts';
import type { Situation } from './situation.ts';
import type { StageCertificates } from './stage/certificates.ts';
import { sentTooMuch } from './stage/missing.ts';
import { Stage } from './stage/stage.ts';

/** After its usual time, a client without a packet for so long is done, in milliseconds of own time. */
const QUIET_MS = 800;
/** Longest time that a client is watched, in milliseconds of own time. */
const LONGEST_MS = 4_000;

export interface PerformOptions {
  readonly certificates: StageCertificates;
  /** Limits how many programs start at once: more would only slow each other down. */
  readonly starting: LimitFunction;
  readonly signal: AbortSignal;
}

/** Runs a client in a situation, and returns what happened. */
export async function perform(
  situation: Situation,
  conduct: Conduct,
  startClient: StartClient,
  options: PerformOptions,
): Promise<Played> {
  const began = performance.now();
  const { certificate, hasElsewhere } = situation;
  await using stage = await Stage.open({ ...options, certificate, hasElsewhere, takes: conduct.takes });
  situation.set?.(stage, conduct);
  await options.starting(() => stage.start(startClient));
  using standstill = watchStandstill();
  const reason = await reasonOf(situation.play?.(stage, conduct) ?? lookOn(stage, conduct));
  await stage.settle();
  const notReached = stage.isOverdone ? sentTooMuch : reason;
  const record = recordOf(stage);
  await stage.tap.close();
  await stage.stop();
  return {
    situation: situation.id,
    protocolVersion: conduct.protocolVersion,
    conduct,
    ...record,
    ...(stage.elsewhere && { followed: stage.elsewhere.attempts > 0 }),
    ...(notReached && { notReached }),
    standstill: standstill.longest,
    arrival: stage.arrival,
    milliseconds: performance.now() - began,
  };
}

/** Waits until the client is done. */
async function lookOn(stage: Stage, { takes }: Conduct): Promise<void> {
  await stage.accepted();
  await stage.quiet(takes + QUIET_MS, takes + LONGEST_MS);
}

/** What a stage has recorded of its client. */
export const recordOf = (stage: Stage): Pick<Played, 'entries' | 'attended' | 'exit' | 'lines'> => ({
  entries: [...stage.trace],
  attended: stage.attended,
  exit: stage.exit,
  lines: [...stage.lines],
});

async function reasonOf(playing: Promise<void>): Promise<Played['notReached']> {
  try {
    await playing;
    return undefined;
  } catch (error) {
    if (error instanceof NotReached) return error.reason;
    throw error;
  }
}
