import type { Aedes, AedesPublishPacket } from 'aedes';
import type { WebSocket } from 'ws';
import type { LanePacket, News, RoomBegin } from '../messages.ts';
import { TokenBucket } from '../token-bucket.ts';
import { OVER, type Question, type RoomTopics, topicsOf } from '../topics.ts';
import { Ballot } from './ballot.ts';
import { Gate } from './gate.ts';
import { PhoneStream } from './phone-stream.ts';

/** Shortest interval between two publications of the tally, and between two reports to the stage, in ms. */
const TELLS_EVERY = 150;
/** Most packets in one report to the stage; more can't be read. */
const MOST_PACKETS = 20;

/**
 * The broker of a room (MQTT 3.1.1, aedes) with its subscriber: it counts phones and votes, and keeps the question and the
 * tally as retained messages.
 */
export class RoomBroker {
  readonly #aedes: Aedes;
  readonly #topics: RoomTopics;
  readonly #limits: RoomBegin['limits'];
  readonly #ballot = new Ballot();
  readonly #reactions: TokenBucket;
  readonly #changes: TokenBucket;
  readonly #tell: (news: News) => void;
  #packets: LanePacket[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** The tally that was published last. */
  #counted = '';

  /** @param tell called with what happened since the last call, a few times a second at most */
  static async open(begin: RoomBegin, tell: (news: News) => void): Promise<RoomBroker> {
    // Loading aedes takes time: only a talk with a room pays it.
    const { Aedes } = await import('aedes');
    const { limits } = begin;
    const aedes = await Aedes.createBroker({
      connectTimeout: limits.patience,
      drainTimeout: limits.patience,
      maximumPacketSize: limits.packet,
      maxTopicLevels: 8,
    });
    return new RoomBroker(aedes, begin, tell);
  }

  private constructor(aedes: Aedes, { session, limits }: RoomBegin, tell: (news: News) => void) {
    this.#aedes = aedes;
    this.#topics = topicsOf(session);
    this.#limits = limits;
    this.#tell = tell;
    this.#reactions = new TokenBucket(limits.reactions);
    this.#changes = new TokenBucket(limits.changes);
    // Errors of phones are ignored.
    for (const event of ['clientError', 'connectionError'] as const) aedes.on(event, () => {});
    aedes.on('clientReady', (client) => {
      this.#ballot.join(client.id);
      this.#plan();
    });
    const hear = (packet: AedesPublishPacket, done: () => void) => {
      this.#hear(packet);
      done();
    };
    aedes.subscribe(this.#topics.phones, hear, () => {});
    this.ask(undefined);
  }

  /** Accepts the connection of a phone. */
  welcome(socket: WebSocket): void {
    const gate = new Gate({
      topics: this.#topics,
      limits: this.#limits,
      question: () => this.#ballot.question,
      reactions: this.#reactions,
      changes: this.#changes,
    });
    this.#aedes.handle(new PhoneStream(socket, gate, this.#limits.packet));
  }

  /** Opens a vote; `undefined` closes it. */
  ask(question: Question | undefined): void {
    this.#ballot.ask(question);
    this.#keep(this.#topics.question, JSON.stringify(question ?? null));
    this.#plan();
  }

  /** Tells all phones that the talk is over, and stops. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    await new Promise<void>((resolve) => this.#keep(this.#topics.state, OVER, resolve));
    await new Promise<void>((resolve) => this.#aedes.close(resolve));
  }

  /** Publishes a retained message [MQTT-3.3.1-5]. @param done called when every phone has been sent it */
  #keep(topic: string, payload: string, done: () => void = () => {}): void {
    const packet = { cmd: 'publish', topic, payload, qos: 0, retain: true, dup: false } as const;
    this.#aedes.publish(packet, () => done());
  }

  #hear({ topic, payload }: AedesPublishPacket): void {
    const [, , , id = '', what = ''] = topic.split('/');
    const said = String(payload);
    const phone = what === 'gone' ? this.#ballot.leave(id) : this.#ballot.numberOf(id);
    if (phone === undefined || !isWhat(what)) return;
    if (what === 'vote') this.#ballot.vote(id, Number(said));
    if (this.#packets.length < MOST_PACKETS) this.#packets.push({ phone, what, payload: said });
    this.#plan();
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const { tally } = this.#ballot;
      const counted = JSON.stringify(tally);
      if (counted !== this.#counted) this.#keep(this.#topics.tally, counted);
      this.#counted = counted;
      this.#tell({ tally, packets: this.#packets });
      this.#packets = [];
    }, TELLS_EVERY);
  }
}

const isWhat = (word: string): word is LanePacket['what'] =>
  word === 'vote' || word === 'reaction' || word === 'gone';
