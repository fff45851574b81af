import { maskCredentials, readConnectHead } from '../../protocol/connect-head.ts';
import { type Decoded, decode } from '../../protocol/decode.ts';
import { type Direction, type PacketType, packetTypes } from '../../protocol/packet.ts';
import type { Piece } from '../stream/pieces.ts';
import type { Session } from '../tap/session.ts';
import type { Fault } from './fault.ts';

/** A packet decoded from its first bytes; `bytes` is a copy of these without credentials. */
export interface Reading extends Decoded {
  readonly bytes: Buffer;
}

/** The packet that is crossing a stream now: its first bytes, and the fault that hits it, if any. */
export class Crossing {
  readonly type: PacketType;
  /** Pieces that wait for the decision; undefined once it is made. */
  waiting: Piece[] | undefined;
  /** The fault that hits this packet. */
  fault: Fault | undefined;
  /** All bytes so far, if the fault needs them. */
  kept: Buffer[] | undefined;
  #head: Buffer | undefined;
  #reading: Reading | undefined;
  readonly #limit: number;

  constructor(firstByte: number, limit: number) {
    // Type 0 is not possible here: the framer stops reading at it.
    this.type = packetTypes[(firstByte >> 4) - 1] ?? 'CONNECT';
    this.#limit = limit;
  }

  /** Takes the next bytes of the packet, as far as they belong to its head. */
  see(bytes: Buffer): void {
    if (!this.#head) this.#head = bytes.subarray(0, this.#limit);
    else if (this.#head.length < this.#limit) {
      this.#head = Buffer.concat([this.#head, bytes]).subarray(0, this.#limit);
    }
  }

  /** Whether all bytes that are decoded have come. */
  isHeadFull(size: number | undefined): boolean {
    return size !== undefined && (this.#head?.length ?? 0) >= Math.min(size, this.#limit);
  }

  /** Decodes the packet once its head is full, and updates the session. */
  read(size: number, direction: Direction, session: Session): Reading {
    this.#reading ??= this.#read(size, direction, session);
    return this.#reading;
  }

  #read(size: number, direction: Direction, session: Session): Reading {
    const bytes = Buffer.from(this.#head ?? []);
    const connect = this.type === 'CONNECT' ? readConnectHead(bytes) : undefined;
    if (connect && direction === 'to-broker') session.connects(connect);
    const decoded = decode(bytes, size, session.protocolVersion);
    if (connect) maskCredentials(bytes);
    // The decoded data is a view of `bytes`, so this erases it in both.
    const secret = decoded.fields.properties?.authenticationData;
    if (Buffer.isBuffer(secret)) secret.fill('*');
    const fields = session.learn(this.type, direction, decoded.fields);
    return { ...decoded, fields, bytes };
  }
}
