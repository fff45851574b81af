import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { json } from 'node:stream/consumers';

/** The message: a value, or the error instead. */
type Told = { readonly value: unknown } | { readonly error: string };

/**
 * Sends the result of a promise to each program that connects to a port on loopback, as soon as it is settled. Test workers only get
 * what is known when they start. This is how threads and processes alike learn the rest.
 * @param ask returns the promise; called for each connection
 */
export async function announce(
  ask: () => Promise<unknown>,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const tell = (): Promise<Told> =>
    ask().then(
      (value) => ({ value }),
      (error: Error) => ({ error: error.stack ?? error.message }),
    );
  const server = createServer((socket) => {
    socket.on('error', () => {});
    tell()
      .then((words) => socket.end(JSON.stringify(words)))
      .catch((error: Error) => socket.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** Waits for the value that is announced at the port. @throws Error with the announced error */
export async function heardAt(port: number): Promise<unknown> {
  const told = (await json(connect({ port, host: '127.0.0.1' }))) as Told;
  if ('error' in told) throw new Error(told.error);
  return told.value;
}
