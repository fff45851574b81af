import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { join } from '../../brokers/access/join.ts';

/** A port on 127.0.0.1 that ends TLS and leads to a door without TLS. */
export interface TlsDoor extends AsyncDisposable {
  readonly port: number;
}

export interface TlsDoorOptions {
  readonly tls: TlsOptions;
  /** 0 for a port that the system chooses. */
  readonly port: number;
  /** The port of the door behind it. */
  readonly leadsTo: number;
  /** Called with the error of a client that TLS did not let in. */
  readonly onRefused: (error: Error) => void;
}

/** Opens a door with TLS. @throws the system's error if it cannot listen */
export async function openTlsDoor({ tls, port, leadsTo, onRefused }: TlsDoorOptions): Promise<TlsDoor> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  };
  const server = createServer({ ...tls, noDelay: true }, (client) => {
    const behind = connect({ host: '127.0.0.1', port: leadsTo, noDelay: true });
    keep(behind);
    join(client, behind);
  });
  server.on('connection', keep);
  server.on('tlsClientError', onRefused);
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
  server.on('error', () => {});
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server.close(), 'close');
    },
  };
}
