import { CannotRunError } from '../../base/errors.ts';
import { ownTimeSignal } from '../../base/own-time.ts';
import { endedAgain } from '../../process/lifeline.ts';
import type { BrokerProcess } from '../../process/process.ts';
import type { Broker, Capabilities, Credentials } from '../broker.ts';
import { probeAll } from '../probe/probe.ts';
import { notStarted } from './not-started.ts';

export interface Readiness {
  /** The name for messages, e.g. `the container of emqx/emqx:5.8.9`. */
  readonly title: string;
  readonly endpoints: Broker['endpoints'];
  /**
   * The line the broker writes when all of its parts have started. After it, the broker must still answer CONNECT. A CONNACK
   * before it proves nothing: EMQX listens before its access control and retained messages work (see `emqx/in-container.ts`).
   */
  readonly readyLine: RegExp;
  /** How long it may take until that line, in ms. After that, CONNECT is tried, because another version may write another line. */
  readonly patience: number;
  /** Credentials for a broker that requires them. */
  readonly credentials?: Credentials | undefined;
  /** Whether the broker was ready before and is restarted. */
  readonly again?: boolean;
  readonly signal: AbortSignal;
}

/**
 * Waits until a started broker answers CONNECT on every endpoint. The caller stops it when this throws.
 * @throws CannotRunError `broker-ended`, `broker-not-started`, `port-taken` or `local-only-mode`; the signal's reason
 */
export async function whenAnswering(process: BrokerProcess, readiness: Readiness): Promise<Capabilities> {
  const { endpoints, readyLine, patience, credentials, again, signal } = readiness;
  const ended = new AbortController();
  const settled = new AbortController();
  const { output } = process;
  const abort = () => ended.abort();
  process.ended.then(abort, abort);
  output.nextLine(new RegExp(endedAgain), settled.signal).then(abort, () => {});
  const over = AbortSignal.any([ended.signal, signal]);
  try {
    const soon = AbortSignal.any([ownTimeSignal(patience), over]);
    const line = again ? output.nextLine(readyLine, soon) : output.line(readyLine, soon);
    await line.catch(() => over.throwIfAborted());
    const capabilities = await probeAll(endpoints, { credentials, signal: over });
    over.throwIfAborted();
    return capabilities;
  } catch (error) {
    signal.throwIfAborted();
    throw notStarted(output, readiness, ended.signal.aborted, error);
  } finally {
    settled.abort();
  }
}

/** Whether a broker was not ready because it ended. */
export const hasEnded = (error: unknown): error is CannotRunError =>
  error instanceof CannotRunError && error.code === 'broker-ended';
