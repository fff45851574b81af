import { CannotRunError } from '../../base/errors.ts';
import type { Patience } from '../../base/patience.ts';
import type { Text } from '../../base/text.ts';
import type { Direction, PacketEntry, PacketType } from '../../protocol/packet.ts';
import { type Candidate, type Criteria, fits, typesWithQoS, typesWithTopic } from './criteria.ts';
import { describeFault } from './fault-text.ts';
import type { Action, Sequel } from './rule.ts';

export interface FaultPlan {
  readonly type: PacketType;
  readonly action: Action;
  readonly sequel: Sequel;
  /** How long `delay` keeps a packet, in milliseconds. */
  readonly delayMs: number;
  /** How long `fired` waits. */
  readonly patience: Patience;
}

/**
 * A rule on the tap, armed when it is made. By default it hits the first packet of its type from any client, once. Each method
 * narrows that down and returns the same fault.
 */
export class Fault {
  readonly action: Action;
  readonly delayMs: number;
  #sequel: Sequel;
  #criteria: Criteria;
  #seen = 0;
  #hits = 0;
  #armed = true;
  #closed = false;
  #refusal: Text | undefined;
  readonly #patience: Patience;
  readonly #fired = Promise.withResolvers<PacketEntry>();

  constructor({ type, action, sequel, delayMs, patience }: FaultPlan) {
    this.action = action;
    this.delayMs = delayMs;
    this.#sequel = sequel;
    this.#patience = patience;
    this.#criteria = { type, occurrence: 1 };
    // A caller that awaits `fired` gets the rejection. Without such a caller, `complaint` reports the same.
    this.#fired.promise.catch(() => {});
  }

  /** Packets that this client sends: its display name or its client id. */
  from(client: string): this {
    return this.#narrow({ direction: 'to-broker', client });
  }

  /** Packets that the broker sends to this client. */
  to(client: string): this {
    return this.#narrow({ direction: 'to-client', client });
  }

  /** Packets that this client sends or receives. */
  of(client: string): this {
    return this.#narrow({ client });
  }

  /** Packets of this direction, from or to any client. */
  going(direction: Direction): this {
    return this.#narrow({ direction });
  }

  /**
   * Packets on topics that match this filter.
   * @throws CannotRunError `fault-cannot-match` for a packet type that names no topic
   */
  on(topicFilter: string): this {
    this.#mustCarry(typesWithTopic, { en: 'no topic', ja: 'トピック' });
    return this.#narrow({ topicFilter });
  }

  /**
   * Packets with this QoS; SUBSCRIBE: packets that ask for it.
   * @throws CannotRunError `fault-cannot-match` for a packet type that carries no QoS
   */
  withQoS(qos: 0 | 1 | 2): this {
    this.#mustCarry(typesWithQoS, { en: 'no QoS', ja: 'QoS' });
    return this.#narrow({ qos });
  }

  /** The n-th matching packet, from 1. */
  nth(n: number): this {
    return this.#narrow({ occurrence: n });
  }

  /** Every matching packet, until `disarm()`. */
  everyTime(): this {
    return this.#narrow({ occurrence: 'every' });
  }

  /** Cuts the connection right after the packet. */
  andCut(): this {
    this.#sequel = 'cut';
    return this;
  }

  /** The fault hits nothing from now on. If it never hit a packet, that is no error. */
  disarm(): void {
    this.#armed = false;
  }

  get sequel(): Sequel {
    return this.#sequel;
  }

  /** How many packets were hit so far. */
  get hits(): number {
    return this.#hits;
  }

  /**
   * Waits for the first packet that is hit, with the tap's patience (five seconds by default).
   * @throws DeadlineError if no packet is hit in time
   * @throws CannotRunError `fault-not-fired` if the tap is closed before
   */
  get fired(): Promise<PacketEntry> {
    const { en, ja } = this.describe();
    const awaited = { en: `the fault to fire: ${en}`, ja: `フォルト「${ja}」の発動` };
    return this.#patience.until(this.#fired.promise, awaited);
  }

  /** The fault as a phrase, e.g. `lose the first PUBLISH from publisher with QoS 0`. */
  describe(): Text {
    return describeFault(this.#criteria, this.action, this.#sequel, this.delayMs);
  }

  /** The error to report if the tap closes now; undefined if the fault fired or was disarmed. */
  get complaint(): Text | undefined {
    if (this.#hits > 0 || !this.#armed) return undefined;
    const { en, ja } = this.describe();
    const why = this.#refusal ?? this.#progress();
    return {
      en: `armed but never fired: ${en}${why ? ` (${why.en})` : ''}`,
      ja: `仕掛けたのに一度も起きませんでした: ${ja}${why ? `(${why.ja})` : ''}`,
    };
  }

  /** @internal Whether a packet of this direction and type may be hit. */
  mayHit(direction: Direction, type?: PacketType): boolean {
    const { occurrence } = this.#criteria;
    return (
      this.#armed &&
      !this.#closed &&
      (occurrence === 'every' || this.#seen < occurrence) &&
      (type ?? this.#criteria.type) === this.#criteria.type &&
      (this.#criteria.direction ?? direction) === direction
    );
  }

  /** @internal Whether the fault hits this packet. `taken`: another fault does, so this one waits for the next packet. */
  offer(packet: Candidate, taken: boolean): boolean {
    const { occurrence } = this.#criteria;
    if (!this.mayHit(packet.direction, packet.type) || !fits(this.#criteria, packet)) return false;
    const due = occurrence === 'every' || this.#seen + 1 === occurrence;
    if (due && taken) return false;
    this.#seen++;
    return due;
  }

  /** @internal Called when the action on the chosen packet was carried out. */
  hit(entry: PacketEntry): void {
    this.#hits++;
    this.#fired.resolve(entry);
  }

  /** @internal Called if the action could not be carried out; the fault stays armed. */
  refuse(why: Text): void {
    this.#seen--;
    this.#refusal = why;
  }

  /** @internal Called when the tap closes; rejects `fired` if no packet was hit. */
  close(): void {
    this.#closed = true;
    this.#fired.reject(this.#notFired());
  }

  #narrow(criteria: Partial<Criteria>): this {
    this.#criteria = { ...this.#criteria, ...criteria };
    return this;
  }

  #mustCarry(types: ReadonlySet<PacketType>, missing: Text): void {
    const { type } = this.#criteria;
    if (types.has(type)) return;
    throw new CannotRunError(
      'fault-cannot-match',
      { en: `${type} carries ${missing.en}`, ja: `${type} に${missing.ja}はありません` },
      {
        en: `choose it for ${[...types].join(', ')}, or leave it out`,
        ja: `${[...types].join('、')} で指定するか、指定を外してください`,
      },
    );
  }

  #notFired(): CannotRunError {
    const { en, ja } = this.describe();
    return new CannotRunError(
      'fault-not-fired',
      {
        en: `the tap was closed before the fault fired: ${en}`,
        ja: `フォルトが起きる前にタップが閉じられました: ${ja}`,
      },
      {
        en: 'see in the trace whether such a packet crossed the tap',
        ja: 'そのパケットがタップを通ったか、トレースで確かめてください',
      },
    );
  }

  #progress(): Text | undefined {
    const { occurrence } = this.#criteria;
    if (this.#seen === 0 || occurrence === 'every') return;
    return { en: `${this.#seen} of ${occurrence} seen`, ja: `${occurrence} 個中 ${this.#seen} 個目まで` };
  }
}
