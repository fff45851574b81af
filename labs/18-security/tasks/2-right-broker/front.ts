import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { KeyPair } from '../../../../harness/lab/index.ts';

/** A TLS endpoint in front of a broker. */
export interface TlsFront extends AsyncDisposable {
  readonly url: string;
  /** How many bytes clients have said through TLS. */
  readonly heard: number;
}

/**
 * Opens a TLS endpoint with this certificate, and passes on what it hears, so that the packets can be seen behind it.
 * @param port of an endpoint without TLS, on this machine
 */
export async function tlsFront(certificate: KeyPair, port: number): Promise<TlsFront> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  let heard = 0;
  const server = createServer({ ...certificate }, (secured) => {
    const inner = connect(port, '127.0.0.1');
    keep(inner);
    secured.on('error', () => {});
    secured.on('data', ({ length }: Buffer) => {
      heard += length;
    });
    secured.on('close', () => inner.destroy());
    inner.on('close', () => secured.destroy());
    secured.pipe(inner).pipe(secured);
  });
  server.on('connection', keep);
  // A client that does not trust the certificate hangs up in the middle of the handshake.
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type has other cases, but not for a server that listens on TCP.
  const address = server.address() as AddressInfo;
  return {
    url: `mqtts://127.0.0.1:${address.port}`,
    get heard() {
      return heard;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
