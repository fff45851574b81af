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
 * A rule on the tap, armed from the moment it is made. Without further words it hits the first packet of its
 * type, whoever sends it, once; each method narrows that down and returns the same fault.
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
    // The caller that awaits `fired` is told; without one, `complaint` tells.
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

  /** Packets of this direction, of any client. */
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

  /** The n-th packet that fits, from 1. */
  nth(n: number): this {
    return this.#narrow({ occurrence: n });
  }

  /** Every packet that fits, until `disarm()`. */
  everyTime(): this {
    return this.#narrow({ occurrence: 'every' });
  }

  /** Cuts the connection right after. */
  andCut(): this {
    this.#sequel = 'cut';
    return this;
  }

  /** From now on it hits nothing, and having hit nothing is no error. */
  disarm(): void {
    this.#armed = false;
  }

  get sequel(): Sequel {
    return this.#sequel;
  }

  /** How many packets it hit so far. */
  get hits(): number {
    return this.#hits;
  }

  /**
   * The first packet it hit; waits for it as the tap's patience says (five seconds by default).
   * @throws DeadlineError when that time is over
   * @throws CannotRunError `fault-not-fired` when the tap was closed before
   */
  get fired(): Promise<PacketEntry> {
    const { en, ja } = this.describe();
    const awaited = { en: `the fault to fire: ${en}`, ja: `フォルト「${ja}」の発動` };
    return this.#patience.until(this.#fired.promise, awaited);
  }

  /** What it does, e.g. `lose the first PUBLISH from publisher with QoS 0`. */
  describe(): Text {
    return describeFault(this.#criteria, this.action, this.#sequel, this.delayMs);
  }

  /** Why it is an error if the tap closes now; undefined if it fired or was disarmed. */
  get complaint(): Text | undefined {
    if (this.#hits > 0 || !this.#armed) return undefined;
    const { en, ja } = this.describe();
    const why = this.#refusal ?? this.#progress();
    return {
      en: `armed but never fired: ${en}${why ? ` (${why.en})` : ''}`,
      ja: `仕掛けたのに一度も起きませんでした: ${ja}${why ? `(${why.ja})` : ''}`,
    };
  }

  /** @internal Whether packets of this kind may concern it, whatever else they say. */
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

  /** @internal Whether it hits this packet. `taken`: another fault does, so this one waits for the next. */
  offer(packet: Candidate, taken: boolean): boolean {
    const { occurrence } = this.#criteria;
    if (!this.mayHit(packet.direction, packet.type) || !fits(this.#criteria, packet)) return false;
    const due = occurrence === 'every' || this.#seen + 1 === occurrence;
    if (due && taken) return false;
    this.#seen++;
    return due;
  }

  /** @internal The packet it chose was dealt with. */
  hit(entry: PacketEntry): void {
    this.#hits++;
    this.#fired.resolve(entry);
  }

  /** @internal The packet it chose could not be dealt with; it stays armed. */
  refuse(why: Text): void {
    this.#seen--;
    this.#refusal = why;
  }

  /** @internal Nothing will be hit any more: who waits for it is told. */
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
