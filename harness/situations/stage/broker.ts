import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { StageConnection } from './connection.ts';
import { type Habits, usualHabits } from './habits.ts';
import { Sessions } from './session.ts';

/** MiB that it takes from a client, over all connections. A part of them stays in memory until the client has gone. */
export const MOST_MIB = 32;

/** The broker of a stage: a small one of our own on loopback, controlled by the situation. */
export class StageBroker implements AsyncDisposable {
  readonly habits: Habits = usualHabits();
  readonly sessions = new Sessions();
  readonly #server: Server;
  readonly #connections = new Set<StageConnection>();
  #latest: StageConnection | undefined;
  #attempts = 0;
  #bytes = 0;

  private constructor(server: Server, onTooMuch: () => void) {
    this.#server = server;
    server.on('connection', (socket) => {
      socket.on('data', ({ length }) => {
        this.#bytes += length;
        if (this.#bytes <= MOST_MIB * 1024 * 1024) return;
        socket.destroy();
        onTooMuch();
      });
      const connection = new StageConnection(socket, this.habits, this.sessions, () => {
        this.#latest = connection;
        return ++this.#attempts;
      });
      this.#connections.add(connection);
      socket.on('close', () => this.#connections.delete(connection));
    });
  }

  /** @param onTooMuch called when clients have sent more than this broker takes; their connections are closed */
  static async open(onTooMuch: () => void = () => {}): Promise<StageBroker> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    server.listen({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    server.on('error', () => {});
    return new StageBroker(server, onTooMuch);
  }

  get port(): number {
    // A TCP server has an address of this kind.
    return (this.#server.address() as AddressInfo).port;
  }

  /** Its address as in a Server Reference [MQTT 5, 4.11]. */
  get reference(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Number of CONNECT packets received. */
  get attempts(): number {
    return this.#attempts;
  }

  /** The connection of the latest CONNECT. */
  get connection(): StageConnection | undefined {
    return this.#latest;
  }

  /** Acts as if its process had been restarted: all connections and sessions are lost. */
  restart(): void {
    this.sessions.forget();
    for (const connection of this.#connections) connection.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const connection of this.#connections) connection.close();
    await closed;
  }
}
