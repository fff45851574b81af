import type { PacketFields, WillFields } from '../../../../protocol/packet.ts';
import type { ReceivedPacket } from '../../../../wire/client/inbox.ts';
import type { RoomLimits } from '../limits.ts';
import { reactions } from '../reactions.ts';
import { TokenBucket } from '../token-bucket.ts';
import { GONE, type PhoneTopics, phoneId, type Question, type RoomTopics } from '../topics.ts';

/** What to do with a packet: pass it to the broker, drop it, or end the connection. */
export type Judgement = 'pass' | 'pass over' | 'end';

/** The state and the limits that all gates of a room share. */
export interface GateOptions {
  readonly topics: RoomTopics;
  readonly limits: RoomLimits;
  /** The current question. */
  readonly question: () => Question | undefined;
  /** Limits the reactions and the changed votes of all phones together. */
  readonly reactions: TokenBucket;
  readonly changes: TokenBucket;
}

const reactionNames = new Set(reactions.map(({ name }) => name));

/**
 * Stands between one phone and the broker. Packets that the page sends pass; any other packet ends the connection before
 * the broker sees a byte of it. The page sends CONNECT with a will, SUBSCRIBE, PUBLISH at QoS 0, and PINGREQ. It never
 * sends DISCONNECT, so that its will reports every phone that leaves.
 */
export class Gate {
  readonly #options: GateOptions;
  readonly #rate: TokenBucket;
  readonly #filters: ReadonlySet<string>;
  #own: PhoneTopics | undefined;
  #subscribes = 0;
  #passedOver = 0;
  /** The last slide that the phone voted on. */
  #votedOn: number | undefined;

  constructor(options: GateOptions) {
    const { topics, limits } = options;
    this.#options = options;
    this.#rate = new TokenBucket(limits.packetsOfOne);
    this.#filters = new Set([topics.question, topics.tally, topics.state]);
  }

  judge(packet: Pick<ReceivedPacket, 'type' | 'size' | 'fields' | 'malformed'>): Judgement {
    const { limits } = this.#options;
    if (packet.malformed !== undefined || packet.size > limits.packet) return 'end';
    const judgement = this.#rate.take() ? this.#judge(packet) : 'pass over';
    if (judgement === 'pass over') this.#passedOver++;
    return this.#passedOver > limits.passedOver ? 'end' : judgement;
  }

  #judge({ type, fields }: Pick<ReceivedPacket, 'type' | 'fields'>): Judgement {
    if (type === 'CONNECT') return passIf(this.#own === undefined && this.#mayConnect(fields));
    if (this.#own === undefined) return 'end';
    if (type === 'PINGREQ') return 'pass';
    if (type === 'SUBSCRIBE') return passIf(this.#maySubscribe(fields));
    return type === 'PUBLISH' ? this.#publish(fields, this.#own) : 'end';
  }

  #mayConnect({
    protocolVersion,
    clientId,
    clean,
    keepAlive,
    username,
    password,
    will,
  }: PacketFields): boolean {
    if (protocolVersion !== 4 || clientId === undefined || !phoneId.test(clientId)) return false;
    this.#own = this.#options.topics.phone(clientId);
    const { limits } = this.#options;
    const isAlive = keepAlive !== undefined && keepAlive > 0 && keepAlive <= limits.keepAlive;
    return clean === true && isAlive && !username && !password && isLastWill(will, this.#own.gone);
  }

  #maySubscribe({ subscriptions = [] }: PacketFields): boolean {
    this.#subscribes++;
    return (
      this.#subscribes <= this.#options.limits.subscribes &&
      subscriptions.length <= this.#filters.size &&
      subscriptions.every(({ filter, qos }) => qos === 0 && this.#filters.has(filter))
    );
  }

  #publish({ topic, qos, retain, dup, payload }: PacketFields, own: PhoneTopics): Judgement {
    if (qos !== 0 || retain || dup) return 'end';
    const said = new TextDecoder().decode(payload);
    if (topic === own.vote) return this.#vote(said);
    if (topic !== own.reaction || !reactionNames.has(said)) return 'end';
    return this.#options.reactions.take() ? 'pass' : 'pass over';
  }

  #vote(said: string): Judgement {
    if (!/^\d$/.test(said)) return 'end';
    const question = this.#options.question();
    // The slide may have changed while the vote was on its way.
    if (question === undefined || Number(said) >= question.options.length) return 'pass over';
    if (this.#votedOn === question.slide && !this.#options.changes.take()) return 'pass over';
    this.#votedOn = question.slide;
    return 'pass';
  }
}

const passIf = (isAllowed: boolean): Judgement => (isAllowed ? 'pass' : 'end');

const isLastWill = (will: WillFields | undefined, topic: string): boolean =>
  will !== undefined &&
  will.topic === topic &&
  will.qos === 0 &&
  !will.retain &&
  new TextDecoder().decode(will.payload) === GONE;
