import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { json } from 'node:stream/consumers';

/** What is told: a value, or the error there is in its place. */
type Told = { readonly value: unknown } | { readonly error: string };

/**
 * Tells who connects to a port on loopback what a promise came to, as soon as it does. Test workers are started with what is
 * known by then; this is how they learn what comes later, whether they are threads or processes.
 */
export async function announce(
  coming: Promise<unknown>,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const told: Promise<Told> = coming.then(
    (value) => ({ value }),
    (error: Error) => ({ error: error.stack ?? error.message }),
  );
  const server = createServer((socket) => {
    socket.on('error', () => {});
    told.then((words) => socket.end(JSON.stringify(words))).catch((error: Error) => socket.destroy(error));
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
