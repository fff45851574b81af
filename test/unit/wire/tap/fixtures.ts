import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { within } from '../../../../harness/base/deadline.ts';
import type { TraceEntry } from '../../../../harness/protocol/packet.ts';
import { openTap, type Tap, type TapOptions } from '../../../../harness/wire/tap/tap.ts';

/** A server on loopback that only accepts; what it is sent and what it answers is up to the test. */
export interface Listener {
  readonly port: number;
  /** The next connection it accepts. */
  accepted(): Promise<Socket>;
}

export async function listen(): Promise<Listener> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const accepted = async (): Promise<Socket> => {
    const [socket] = await within(once(server, 'connection'), awaited('a connection'));
    return socket;
  };
  return { port: (server.address() as AddressInfo).port, accepted };
}

export const awaited = (what: string): { en: string; ja: string } => ({ en: what, ja: what });

/** A tap that is closed when the test ends. */
export async function tapOn(address: string, options?: TapOptions): Promise<Tap> {
  const tap = await openTap(address, options);
  onTestFinished(() => tap.close());
  return tap;
}

/** A connection through a tap, both of its ends in the test's hands. */
export interface Line {
  readonly client: Socket;
  readonly broker: Socket;
}

export async function lineThrough(tap: Tap, listener: Listener): Promise<Line> {
  const accepted = listener.accepted();
  const client = connect({
    port: Number(new URL(tap.url).port),
    host: '127.0.0.1',
    allowHalfOpen: true,
    noDelay: true,
  });
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  return { client, broker: await accepted };
}

/** A listener, a tap in front of it, and one connection. */
export async function tappedLine(
  options?: TapOptions,
): Promise<Line & { readonly tap: Tap; readonly listener: Listener }> {
  const listener = await listen();
  const tap = await tapOn(`mqtt://127.0.0.1:${listener.port}`, options);
  return { tap, listener, ...(await lineThrough(tap, listener)) };
}

/** The next `count` bytes a socket gets. */
export async function receive(socket: Socket, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const all = new Promise<void>((resolve, reject) => {
    const ended = (): void => reject(new Error(`ended after ${length} of ${count} bytes`));
    const read = (): void => {
      while (length < count) {
        const chunk = socket.read(Math.min(count - length, socket.readableLength)) as Buffer | null;
        if (!chunk) return;
        chunks.push(chunk);
        length += chunk.length;
      }
      socket.off('readable', read).off('end', ended).off('close', ended);
      resolve();
    };
    socket.on('readable', read).on('end', ended).on('close', ended);
    read();
  });
  await within(all, awaited(`${count} bytes`));
  return Buffer.concat(chunks);
}

/** Everything a socket gets until its stream ends, however it ends. */
export async function receiveAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await within(Promise.race([once(socket, 'end'), once(socket, 'close')]), awaited('the end of a stream'));
  return Buffer.concat(chunks);
}

/** The entry that fits, as soon as there is one. */
export async function entry<E extends TraceEntry>(
  tap: Tap,
  fits: (entry: TraceEntry) => entry is E,
): Promise<E>;
export async function entry(tap: Tap, fits: (entry: TraceEntry) => boolean): Promise<TraceEntry>;
export async function entry(tap: Tap, fits: (entry: TraceEntry) => boolean): Promise<TraceEntry> {
  const giveUp = new AbortController();
  const poll = async (): Promise<TraceEntry> => {
    for (;;) {
      giveUp.signal.throwIfAborted();
      const found = tap.entries.find(fits);
      if (found) return found;
      await setImmediate();
    }
  };
  try {
    return await within(poll(), awaited('an entry in the trace'));
  } finally {
    giveUp.abort();
  }
}
