import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { json } from 'node:stream/consumers';

/** What is told: a value, or the error there is in its place. */
type Told = { readonly value: unknown } | { readonly error: string };

/**
 * Tells each program that connects to a port on loopback what the promise came to, as soon as it is settled. Test workers are
 * started with what is known by then; this is how they learn what comes later, whether they are threads or processes.
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

/** What is told at that port, once it is known. @throws Error with the error that is told */
export async function heardAt(port: number): Promise<unknown> {
  const told = (await json(connect({ port, host: '127.0.0.1' }))) as Told;
  if ('error' in told) throw new Error(told.error);
  return told.value;
}
