import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy in front of a tap. While it is closed, it has no connections and refuses new ones. */
export class Gate implements AsyncDisposable {
  readonly url: string;
  /** The time of each attempt to connect, in ms; attempts while it is shut count too. */
  readonly attempts: number[] = [];
  /** Called at each attempt. */
  onAttempt: () => void = () => {};
  readonly #server: Server;
  /** Open connections of clients, each with its connection to the broker. */
  readonly #inside = new Map<Socket, Socket>();
  readonly #sockets = new Set<Socket>();
  #isShut = false;

  private constructor(server: Server, behind: string) {
    this.#server = server;
    const { port } = server.address() as AddressInfo;
    this.url = `mqtt://127.0.0.1:${port}`;
    server.on('connection', (socket) => this.#enter(socket, Number(new URL(behind).port)));
  }

  static async before(url: string): Promise<Gate> {
    const server = createServer({ noDelay: true, allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Gate(server, url);
  }

  /** @returns when, in ms */
  shut(): number {
    this.#isShut = true;
    for (const [client, broker] of this.#inside) {
      this.#inside.delete(client);
      broker.unpipe(client).destroy();
      client.unpipe(broker);
      hangUp(client);
    }
    return performance.now();
  }

  open(): void {
    this.#isShut = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server.close(), 'close');
  }

  #enter(client: Socket, port: number): void {
    this.attempts.push(performance.now());
    this.onAttempt();
    this.#keep(client);
    if (this.#isShut) {
      hangUp(client);
      return;
    }
    const broker = this.#keep(connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true }));
    this.#inside.set(client, broker);
    client.once('close', () => this.#inside.delete(client) && broker.destroy());
    broker.once('close', () => this.#inside.delete(client) && client.destroy());
    client.pipe(broker).pipe(client);
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    return socket.on('error', () => {}).once('close', () => this.#sockets.delete(socket));
  }
}

/** Ends the connection in good order and reads what still comes, because a reset would be an error for the client. */
function hangUp(client: Socket): void {
  client.resume().once('end', () => client.destroy());
  client.end();
}
