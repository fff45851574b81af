import type { Socket } from 'node:net';
import { afterOwnTime } from '../../base/own-time.ts';
import type { Upstream } from '../../protocol/endpoint.ts';
import type { Carrier } from './carrier.ts';
import type { Outlet } from './outlet.ts';

type SystemError = Partial<NodeJS.ErrnoException>;

export interface Outcome {
  reached(): void;
  /** `code`: why, as the system puts it. */
  unreachable(code: string): void;
  /** The client closed before there was an answer. */
  abandoned(): void;
}

/** Waits until the broker is reached, and tells which of the three it came to, once. */
export function awaitBroker({ socket, ready }: Upstream, client: Socket, ms: number, outcome: Outcome): void {
  const end = (tell: () => void) => () => {
    withdraw();
    socket.off(ready, reached).off('error', failed).off('close', closed);
    client.off('close', abandoned);
    tell();
  };
  const reached = end(() => outcome.reached());
  const failed = (error: SystemError): void => end(() => outcome.unreachable(codeOf(error)))();
  const closed = end(() => outcome.unreachable('closed'));
  const abandoned = end(() => outcome.abandoned());
  const withdraw = afterOwnTime(ms, () => failed({ code: 'ETIMEDOUT' }));
  socket.once(ready, reached).once('error', failed).once('close', closed);
  client.once('close', abandoned);
}

export const codeOf = ({ code, message }: SystemError): string => code ?? message ?? 'error';

/** Passes on what the source sends, until it ends or breaks off; `closed` tells, with a code if it broke off. */
export function relay(
  source: Socket,
  carrier: Carrier,
  outlet: Outlet,
  closed: (code?: string) => void,
): void {
  const ended = () => {
    closed();
    carrier.end(() => outlet.end());
  };
  // A side that ended before the other was reached, as a port check does, says so no more.
  if (source.readableEnded) ended();
  source
    .on('data', (chunk: Buffer) => carrier.push(chunk))
    .on('end', ended)
    .on('error', (error: SystemError) => {
      closed(codeOf(error));
      carrier.close();
      outlet.reset();
    });
}
