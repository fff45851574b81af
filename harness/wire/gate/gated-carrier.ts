import type { Socket } from 'node:net';
import { readConnectHead } from '../../protocol/connect-head.ts';
import { decode } from '../../protocol/decode.ts';
import { packetTypes } from '../../protocol/packet.ts';
import type { PacketStream } from '../stream/packet-stream.ts';
import type { StreamContext } from '../stream/stream-context.ts';
import type { Carrier } from '../tap/carrier.ts';
import type { Departing, Gate } from './gate.ts';
import type { Scanner } from './scanner.ts';

interface Parts {
  readonly gate: Gate;
  readonly scanner: Scanner;
  /** Where the bytes come from; it is not read while a packet waits. */
  readonly source: Socket;
}

/** Keeps the bytes of each packet back until the gate has decided on it. */
export class GatedCarrier implements Carrier {
  readonly #inner: Carrier;
  readonly #context: StreamContext;
  readonly #parts: Parts;
  #level = 4;
  /** Bytes that were not scanned yet. */
  #coming: Buffer = Buffer.alloc(0);
  /** Scanned bytes that have not left. */
  #held: Buffer[] = [];
  #isWaiting = false;
  #isShut = false;
  #whenEnded: (() => void) | undefined;

  constructor(inner: Carrier, context: StreamContext, parts: Parts) {
    this.#inner = inner;
    this.#context = context;
    this.#parts = parts;
  }

  get stream(): PacketStream {
    return this.#inner.stream;
  }

  push(chunk: Buffer): void {
    if (this.#isShut) return;
    this.#coming = this.#coming.length === 0 ? chunk : Buffer.concat([this.#coming, chunk]);
    this.#scan();
  }

  end(done: () => void): void {
    this.#whenEnded = () => {
      // No broker can act on the beginning of a packet.
      this.#leave();
      this.#inner.end(done);
    };
    if (!this.#isWaiting) this.#whenEnded();
  }

  close(): void {
    this.#isShut = true;
    this.#inner.close();
  }

  #scan(): void {
    while (this.#coming.length > 0 && !this.#isWaiting && !this.#isShut) {
      const { end, packet, isFree } = this.#parts.scanner.scan(this.#coming);
      this.#held.push(this.#coming.subarray(0, end));
      this.#coming = this.#coming.subarray(end);
      if (packet !== undefined) this.#decide(this.#departing(packet.head, packet.size));
      else if (isFree) this.#leave();
    }
  }

  #decide(packet: Departing): void {
    const wait = this.#parts.gate.judge(packet);
    if (wait === undefined) {
      this.#isShut = true;
      this.#context.cut();
    } else if (wait === 0) this.#leave();
    else this.#wait(wait);
  }

  #wait(ms: number): void {
    const { source } = this.#parts;
    this.#isWaiting = true;
    source.pause();
    this.#context.laterInOwnTime(ms, () => {
      this.#isWaiting = false;
      source.resume();
      this.#leave();
      this.#scan();
      if (!this.#isWaiting) this.#whenEnded?.();
    });
  }

  #leave(): void {
    const bytes = this.#held;
    this.#held = [];
    if (bytes.length > 0 && !this.#isShut) this.#inner.push(Buffer.concat(bytes));
  }

  #departing(head: Buffer, size: number): Departing {
    const type = packetTypes[((head[0] ?? 0) >> 4) - 1] ?? 'CONNECT';
    if (type === 'CONNECT') this.#level = readConnectHead(head)?.protocolVersion === 5 ? 5 : 4;
    const { fields, malformed } = decode(Buffer.from(head), size, this.#level);
    return {
      connection: this.#context.number,
      type,
      size,
      fields,
      ...(malformed !== undefined && { malformed }),
    };
  }
}
