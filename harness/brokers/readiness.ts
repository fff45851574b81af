import { ownTimeSignal } from '../own-time.ts';
import type { Broker, Capabilities, Credentials } from './broker.ts';
import { notStarted } from './not-started.ts';
import { probeAll } from './probe/probe.ts';
import type { BrokerProcess } from './process.ts';

export interface Readiness {
  /** What is started, as a person calls it, e.g. `the container of emqx/emqx:5.8.9`. */
  readonly title: string;
  readonly endpoints: Broker['endpoints'];
  /** The line the broker writes when it listens. It only says when to ask: the answer is CONNACK. */
  readonly readyLine: RegExp;
  /** How long it may take until that line, in ms. A version that words it differently is asked after that. */
  readonly patience: number;
  /** For a broker that asks for them. */
  readonly credentials?: Credentials | undefined;
  /** It has been ready before, and is started once more. */
  readonly again?: boolean;
  readonly signal: AbortSignal;
}

/**
 * Waits until a started broker answers CONNECT on every endpoint. The caller stops it when this throws.
 * @throws CannotRunError `broker-not-started`, `port-taken` or `local-only-mode`; the signal's reason
 */
export async function whenAnswering(process: BrokerProcess, readiness: Readiness): Promise<Capabilities> {
  const { endpoints, readyLine, patience, credentials, again, signal } = readiness;
  const ended = new AbortController();
  const abort = () => ended.abort();
  process.ended.then(abort, abort);
  const over = AbortSignal.any([ended.signal, signal]);
  try {
    const { output } = process;
    const soon = AbortSignal.any([ownTimeSignal(patience), over]);
    const line = again ? output.nextLine(readyLine, soon) : output.line(readyLine, soon);
    await line.catch(() => over.throwIfAborted());
    const capabilities = await probeAll(endpoints, { credentials, signal: over });
    over.throwIfAborted();
    return capabilities;
  } catch (error) {
    signal.throwIfAborted();
    throw notStarted(process.output, readiness, ended.signal.aborted, error);
  }
}
