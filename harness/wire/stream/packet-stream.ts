import { readConnectHead } from '../../protocol/connect-head.ts';
import { connackHeader, isPossibleStart } from '../../protocol/fixed-header.ts';
import type { Direction, PacketEntry } from '../../protocol/packet.ts';
import { carryOut, effects, type Stream } from '../faults/actions.ts';
import { Crossing, type Reading } from '../faults/crossing.ts';
import { Framer } from './framer.ts';
import type { Exit, Piece } from './pieces.ts';
import type { StreamContext } from './stream-context.ts';

const nothing = Buffer.alloc(0);

/**
 * One direction of a connection: finds its packets, adds them to the trace and carries out faults. Bytes that no fault can hit are
 * sent before they are read.
 */
export class PacketStream implements Stream {
  readonly direction: Direction;
  readonly exit: Exit;
  readonly #context: StreamContext;
  readonly #framer = new Framer();
  #crossing: Crossing | undefined;
  #inserts: Buffer[] = [];
  #delayed = 0;
  #whenEmpty: (() => void) | undefined;
  /** Whether its first packet was MQTT. */
  isMqtt = false;
  #opaque = false;
  #ended = false;

  constructor(direction: Direction, context: StreamContext, exit: Exit) {
    this.direction = direction;
    this.exit = exit;
    this.#context = context;
  }

  /** Whether the next bytes have to be read before they leave. */
  get engaged(): boolean {
    if (this.#opaque) return false;
    const busy = this.#crossing?.waiting ?? this.#crossing?.fault;
    return busy !== undefined || this.#inserts.length > 0 || this.#context.faults.watches(this.direction);
  }

  /** How many of the next bytes belong to the current packet and need not be read. */
  get blind(): number {
    if (this.#opaque) return Number.POSITIVE_INFINITY;
    const { size, seen } = this.#framer;
    if (this.#crossing?.kept) return 0;
    return size !== undefined && this.#crossing?.isHeadFull(size) ? size - seen : 0;
  }

  /** Called when at most `blind` bytes have passed unread. */
  skip(bytes: number): void {
    if (this.#opaque) return;
    this.#framer.skip(bytes);
    if (this.#framer.complete) this.#finish();
  }

  /** Reads a chunk. @param emitting whether its pieces still have to be sent */
  push(chunk: Buffer, emitting: boolean): void {
    let at = 0;
    while (at < chunk.length && !this.#opaque) {
      const begins = this.#framer.complete;
      const end = this.#framer.advance(chunk, at);
      if (this.#framer.broken !== undefined) this.giveUp(this.#framer.broken);
      else {
        if (begins) this.#begin(emitting);
        this.#take(chunk.subarray(at, end), emitting);
        at = end;
      }
    }
    if (at < chunk.length && emitting) this.exit.piece({ bytes: chunk.subarray(at), verdict: 'pass' });
  }

  /** Stops reading; bytes that were kept back pass. */
  giveUp(reason?: string): void {
    if (this.#opaque) return;
    this.#opaque = true;
    this.#settle('pass');
    this.#abandon();
    if (reason === undefined) return;
    this.#context.note('not-mqtt', this.direction, reason);
    if (!this.isMqtt) this.#context.isNotMqtt(this.direction);
  }

  /** Lets the current packet pass, even if a fault matches it. */
  letPass(): void {
    this.#settle('pass');
  }

  /** No more bytes will come. Calls `done` when all bytes have been sent. */
  end(done: () => void): void {
    this.#ended = true;
    if (!this.#opaque && !this.#framer.complete) {
      this.#context.note('ended-mid-packet', this.direction);
      this.#settle('pass');
      this.#abandon();
    }
    if (this.#delayed === 0) done();
    else this.#whenEmpty = done;
  }

  /** The connection is closed: nothing more is read or sent. */
  close(): void {
    if (!this.#ended && !this.#opaque && !this.#framer.complete) {
      this.#context.note('ended-mid-packet', this.direction);
    }
    this.#ended = true;
    this.#opaque = true;
    this.#abandon();
  }

  insert(packet: Buffer): boolean {
    if (this.exit.closed || this.#opaque) return false;
    this.#inserts.push(packet);
    this.sendInserts();
    return true;
  }

  insertLater(packet: Buffer, ms: number): void {
    this.#delayed++;
    this.#context.later(ms, () => {
      this.#context.budget.give(packet.length);
      this.insert(packet);
      this.#delayed--;
      if (this.#delayed === 0) this.#whenEmpty?.();
    });
  }

  /** Sends inserted packets, if the stream is between two of its own packets. */
  sendInserts(): void {
    while (this.#framer.complete && !this.#opaque) {
      const [packet] = this.#inserts;
      if (!packet || !this.exit.insert(packet)) return;
      this.#inserts.shift();
    }
  }

  #begin(emitting: boolean): void {
    this.#crossing = new Crossing(this.#framer.first, this.#context.limits.packetBytes);
    if (emitting && this.#context.faults.watches(this.direction, this.#crossing.type)) {
      this.#crossing.waiting = [];
    }
  }

  #take(bytes: Buffer, emitting: boolean): void {
    const crossing = this.#crossing;
    if (!crossing) return;
    crossing.see(bytes);
    crossing.kept?.push(Buffer.from(bytes));
    if (emitting) {
      const drops = crossing.fault !== undefined && effects[crossing.fault.action].drops;
      const piece: Piece = { bytes, verdict: crossing.waiting ? 'undecided' : drops ? 'drop' : 'pass' };
      crossing.waiting?.push(piece);
      this.exit.piece(piece);
    }
    if (!this.isMqtt) this.#judge(crossing);
    if (crossing.waiting && crossing.isHeadFull(this.#framer.size)) this.#decide(crossing);
    if (this.#framer.complete && !this.#opaque) this.#finish();
  }

  /** The first packet decides whether the stream is MQTT; malformed packets after it do not change that. */
  #judge(crossing: Crossing): void {
    const { first, size } = this.#framer;
    if (!isPossibleStart(first, size)) this.giveUp('begins with no MQTT packet');
    else if (crossing.isHeadFull(size)) {
      const { malformed, bytes } = this.#read(crossing);
      const isGreeting = readConnectHead(bytes) !== undefined || first === connackHeader;
      if (isGreeting || malformed === undefined) this.isMqtt = true;
      else this.giveUp(isTls(bytes) ? 'TLS' : `begins with no MQTT packet: ${malformed}`);
    }
  }

  #decide(crossing: Crossing): void {
    const { direction } = this;
    const { session, faults, budget } = this.#context;
    const { fields } = this.#read(crossing);
    const { client, clientId } = session;
    const size = this.#framer.size ?? 0;
    const fault = faults.choose({ direction, type: crossing.type, client, clientId, fields });
    const keeps = fault !== undefined && effects[fault.action].keeps;
    if (keeps && !budget.take(size)) fault.refuse(budget.refusal(size));
    else crossing.fault = fault;
    if (keeps && crossing.fault) crossing.kept = crossing.waiting?.map(({ bytes }) => Buffer.from(bytes));
    this.#settle(crossing.fault && effects[crossing.fault.action].drops ? 'drop' : 'pass');
  }

  #settle(verdict: 'pass' | 'drop'): void {
    for (const piece of this.#crossing?.waiting ?? []) piece.verdict = verdict;
    if (this.#crossing) this.#crossing.waiting = undefined;
    this.exit.settled();
  }

  /** Called if the current packet will never be complete. */
  #abandon(): void {
    if (this.#crossing?.kept) this.#context.budget.give(this.#framer.size ?? 0);
    this.#crossing = undefined;
  }

  #finish(): void {
    const crossing = this.#crossing;
    if (!crossing) return;
    this.#crossing = undefined;
    const { trace } = this.#context;
    const { fault, kept } = crossing;
    if (trace.full && !fault && !this.#tellsMore(crossing)) {
      trace.dropPacket(this.#context.now(), this.#framer.size ?? 0);
    } else {
      const entry = this.#entry(crossing);
      trace.add(entry);
      if (fault) carryOut(fault, kept ? Buffer.concat(kept) : nothing, this, this.#context);
      fault?.hit(entry);
    }
    this.sendInserts();
  }

  /** Whether later packets can only be decoded with the help of this one. */
  #tellsMore({ type }: Crossing): boolean {
    const { protocolVersion } = this.#context.session;
    return type === 'CONNECT' || type === 'CONNACK' || (type === 'PUBLISH' && protocolVersion === 5);
  }

  #entry(crossing: Crossing): PacketEntry {
    const { fields, malformed, bytes } = this.#read(crossing);
    const { number, session } = this.#context;
    const passed = this.exit.frozen ? 'held' : 'passed';
    return {
      kind: 'packet',
      at: this.#context.now(),
      connection: number,
      client: session.client,
      direction: this.direction,
      type: crossing.type,
      size: this.#framer.size ?? 0,
      fields,
      ...(malformed !== undefined && { malformed }),
      fate: crossing.fault && crossing.fault.action !== 'pass' ? effects[crossing.fault.action].fate : passed,
      bytes,
    };
  }

  #read(crossing: Crossing): Reading {
    return crossing.read(this.#framer.size ?? 0, this.direction, this.#context.session);
  }
}

/** A TLS record of a handshake, version 3.x [RFC 8446, 5.1]. */
const isTls = ([type, major]: Uint8Array): boolean => type === 0x16 && major === 3;
