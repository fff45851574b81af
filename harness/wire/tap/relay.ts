import type { Socket } from 'node:net';
import { afterOwnTime } from '../../base/own-time.ts';
import type { Upstream } from '../../protocol/endpoint.ts';
import type { Carrier } from './carrier.ts';
import type { Outlet } from './outlet.ts';

type SystemError = Partial<NodeJS.ErrnoException>;

export interface Outcome {
  reached(): void;
  /** @param code the error code of the system */
  unreachable(code: string): void;
  /** The client closed before the broker was reached. */
  abandoned(): void;
}

/** Waits for the connection to the broker, and calls one of the three outcomes, once. */
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

const codeOf = ({ code, message }: SystemError): string => code ?? message ?? 'error';

/** Passes on the bytes of the source until it ends or fails. Then calls `closed`, with the error code if it failed. */
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
  // A source that ended before this, as a port check does, emits no more event for it.
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
