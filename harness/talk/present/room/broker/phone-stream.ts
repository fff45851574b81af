import { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { PacketReader } from '../../../../wire/client/inbox.ts';
import type { Gate } from './gate.ts';

/** The room speaks MQTT 3.1.1. */
const LEVEL = 4;

/** The connection of a phone as the broker sees it: only the packets that the gate passes. */
export class PhoneStream extends Duplex {
  readonly #socket: WebSocket;
  readonly #gate: Gate;
  readonly #reader = new PacketReader();
  readonly #most: number;

  /** @param most bytes of a packet; a longer one ends the connection */
  constructor(socket: WebSocket, gate: Gate, most: number) {
    super();
    this.#socket = socket;
    this.#gate = gate;
    this.#most = most;
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      // [MQTT-6.0.0-1]
      if (isBinary) this.#take(data);
      else this.destroy();
    });
    socket.on('close', () => this.destroy());
    socket.on('error', () => this.destroy());
    // The broker listens for errors only while it knows the connection.
    this.on('error', () => {});
  }

  #take(bytes: Buffer): void {
    if (this.destroyed) return;
    for (const packet of this.#reader.read(bytes, LEVEL)) {
      const judgement = this.#gate.judge(packet);
      if (judgement === 'end') {
        this.destroy();
        return;
      }
      if (judgement === 'pass') this.push(packet.bytes);
    }
    if (this.#reader.broken !== undefined || this.#reader.partial.length > this.#most) this.destroy();
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#socket.send(chunk, (error) => done(error));
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.terminate();
    done(error);
  }
}
