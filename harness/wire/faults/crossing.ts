import { maskCredentials, readConnectHead } from '../../protocol/connect-head.ts';
import { type Decoded, decode } from '../../protocol/decode.ts';
import { type Direction, type PacketType, packetTypes } from '../../protocol/packet.ts';
import type { Piece } from '../stream/pieces.ts';
import type { Session } from '../tap/session.ts';
import type { Fault } from './fault.ts';

/** A packet as read from its first bytes; `bytes` are a copy of them without credentials. */
export interface Reading extends Decoded {
  readonly bytes: Buffer;
}

/** The packet that is crossing a stream at the moment: its beginning, and what was decided about it. */
export class Crossing {
  readonly type: PacketType;
  /** Pieces that wait for the decision; undefined once it is made. */
  waiting: Piece[] | undefined;
  /** What hits it. */
  fault: Fault | undefined;
  /** All its bytes so far, where the fault needs them. */
  kept: Buffer[] | undefined;
  #head: Buffer | undefined;
  #reading: Reading | undefined;
  readonly #limit: number;

  constructor(firstByte: number, limit: number) {
    // Type 0 never gets here: the framer gives up on it.
    this.type = packetTypes[(firstByte >> 4) - 1] ?? 'CONNECT';
    this.#limit = limit;
  }

  /** The next bytes of the packet; what goes beyond its head is only counted by others. */
  see(bytes: Buffer): void {
    if (!this.#head) this.#head = bytes.subarray(0, this.#limit);
    else if (this.#head.length < this.#limit) {
      this.#head = Buffer.concat([this.#head, bytes]).subarray(0, this.#limit);
    }
  }

  /** As much of the packet as is ever looked at is there. */
  isHeadFull(size: number | undefined): boolean {
    return size !== undefined && (this.#head?.length ?? 0) >= Math.min(size, this.#limit);
  }

  /** Reads the packet once its head is full; the session learns from it. */
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
    // A view of `bytes`: gone from both.
    const secret = decoded.fields.properties?.authenticationData;
    if (Buffer.isBuffer(secret)) secret.fill('*');
    const fields = session.learn(this.type, direction, decoded.fields);
    return { ...decoded, fields, bytes };
  }
}
