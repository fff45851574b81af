import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { KeyPair } from '../../brokers/setup/certificates.ts';

/** First byte of a TLS handshake record [RFC 8446, 5.1]. */
const HANDSHAKE = 0x16;

/** Terminates TLS in front of the tap, on a stage with a certificate. */
export class TlsFront implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #greeted = Promise.withResolvers<void>();
  #hellos = 0;

  private constructor(server: Server, certificate: KeyPair, tapPort: number) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#keep(socket);
      socket.once('data', (first: Buffer) => {
        this.#greeted.resolve();
        if (first[0] !== HANDSHAKE) return socket.destroy();
        this.#hellos++;
        socket.pause();
        socket.unshift(first);
        const secured = new TLSSocket(socket, { isServer: true, ...certificate });
        secured.on('error', () => socket.destroy());
        secured.once('secure', () => this.#handOn(secured, tapPort));
      });
    });
  }

  static async open(certificate: KeyPair, tapPort: number): Promise<TlsFront> {
    const server = createServer();
    server.listen({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    server.on('error', () => {});
    return new TlsFront(server, certificate, tapPort);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Number of connections that began with a TLS handshake. */
  get hellos(): number {
    return this.#hellos;
  }

  /** Settles when a client has sent its first bytes, with a handshake or without. */
  get greeted(): Promise<void> {
    return this.#greeted.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #handOn(secured: TLSSocket, tapPort: number): void {
    const inner = connect({ host: '127.0.0.1', port: tapPort });
    this.#keep(inner);
    secured.on('close', () => inner.destroy());
    inner.on('close', () => secured.destroy());
    secured.pipe(inner).pipe(secured);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
