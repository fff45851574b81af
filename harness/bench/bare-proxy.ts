import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { parseEndpoint } from '../protocol/endpoint.ts';

/** A proxy that a client connects to instead of an endpoint. */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
}

/**
 * Opens a proxy that only copies bytes. It shows what any proxy in the client's process costs, without the work of a tap. For
 * `mqtt` endpoints.
 */
export async function openBareProxy(endpoint: string): Promise<Proxy> {
  const { host, port } = parseEndpoint(endpoint);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const broker = connect({ host, port, noDelay: true });
    for (const socket of [client, broker]) sockets.add(socket);
    pipeline(client, broker, () => {});
    pipeline(broker, client, () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  };
  return { url: `mqtt://127.0.0.1:${own}`, [Symbol.asyncDispose]: close };
}
