import type { IPublishPacket, ISubscribePacket, IUnsubscribePacket, Packet } from 'mqtt-packet';
import { codes } from '../protocol/codes.ts';
import { topicMatches } from '../protocol/topic.ts';
import type { Mangle, Passage } from '../wire/mangling/mangle.ts';

interface Share {
  readonly name: string;
  readonly filter: string;
}

interface Member extends Share {
  readonly clientId: string;
}

/** How a broker shares subscriptions. Each rule is a promise that a fault can break. */
export interface SharingRules {
  /** The members of a group that get the n-th message; default: one after another. */
  readonly chosen?: (members: readonly Member[], turn: number) => readonly Member[];
  /** The key of a group; default: share name and filter. */
  readonly groupOf?: (share: Share) => string;
  /** Whether a new member gets retained messages. */
  readonly sendsRetained?: boolean;
  /** Whether No Local, a protocol error in a shared subscription, is accepted. */
  readonly allowsNoLocal?: boolean;
  /** Whether a member that unsubscribed is still chosen. */
  readonly keepsLeavers?: boolean;
  /** Whether UNSUBSCRIBE of the filter without its share name ends a shared subscription. */
  readonly forgetsNames?: boolean;
}

const SERIAL = 'share-serial';

const readShare = (filter: string): Share | undefined => {
  const [, name, rest] = /^\$share\/([^/+#]+)\/(.+)$/.exec(filter) ?? [];
  return name === undefined || rest === undefined ? undefined : { name, filter: rest };
};

/**
 * Adds shared subscriptions of MQTT 5 to a broker without them. Members subscribe to the filter itself, and each group lets
 * through only the copies for its chosen member. Messages to the broker get a number, by which their copies are recognised.
 * Supports one filter in each SUBSCRIBE. DISCONNECT ends a membership; the loss of the connection does not.
 */
class ShareDesk {
  readonly #rules: SharingRules;
  #members: Member[] = [];
  /** The filters of each client's ordinary subscriptions. */
  readonly #own = new Map<string, Set<string>>();
  /** The clients chosen for each message, by its number. */
  readonly #addressees = new Map<string, ReadonlySet<string>>();
  /** QoS 2 messages that are not passed to their client, whose flow the proxy completes. */
  readonly #declined = new Set<string>();
  readonly #turns = new Map<string, number>();
  #serial = 0;

  constructor(rules: SharingRules) {
    this.#rules = rules;
  }

  fromClient(packet: Packet, passage: Passage): Packet | Packet[] {
    if (packet.cmd === 'subscribe') return this.#subscribe(packet, passage);
    if (packet.cmd === 'unsubscribe') return this.#unsubscribe(packet, passage);
    if (packet.cmd === 'publish') return this.#number(packet);
    if (packet.cmd === 'disconnect') this.#leave(({ clientId }) => clientId === passage.clientId);
    return packet;
  }

  toClient(packet: Packet, passage: Passage): Packet | Packet[] {
    if (packet.cmd === 'publish') return this.#deliver(packet, passage);
    if (packet.cmd === 'connack') {
      return { ...packet, properties: { ...packet.properties, sharedSubscriptionAvailable: true } };
    }
    const exchange = `${passage.connection} ${packet.messageId}`;
    if (packet.cmd !== 'pubrel' || !this.#declined.delete(exchange)) return packet;
    passage.pretend({ cmd: 'pubcomp', messageId: packet.messageId ?? 0 });
    return [];
  }

  #subscribe(packet: ISubscribePacket, { clientId, tell, hangUp }: Passage): Packet | Packet[] {
    const [subscription] = packet.subscriptions;
    if (!subscription?.topic.startsWith('$share')) {
      const own = this.#own.get(clientId) ?? new Set();
      this.#own.set(clientId, own.add(subscription?.topic ?? ''));
      return packet;
    }
    const share = readShare(subscription.topic);
    if (share === undefined) {
      tell({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [codes.topicFilterInvalid] });
      return [];
    }
    if (subscription.nl && !this.#rules.allowsNoLocal) {
      tell({ cmd: 'disconnect', reasonCode: codes.protocolError });
      hangUp();
      return [];
    }
    this.#members.push({ ...share, clientId });
    const { rh = 0 } = subscription;
    const behind = { ...subscription, topic: share.filter, rh: this.#rules.sendsRetained ? rh : 2 };
    return { ...packet, subscriptions: [behind] };
  }

  #unsubscribe(packet: IUnsubscribePacket, { clientId, tell }: Passage): Packet | Packet[] {
    const [filter = ''] = packet.unsubscriptions;
    const share = readShare(filter);
    const isMine = (member: Member) => member.clientId === clientId;
    const answer = (code: number): [] => {
      tell({ cmd: 'unsuback', messageId: packet.messageId ?? 0, granted: [code] } as Packet);
      return [];
    };
    if (share !== undefined) {
      if (this.#rules.keepsLeavers) return answer(0);
      this.#leave((member) => isMine(member) && member.name === share.name && member.filter === share.filter);
      return { ...packet, unsubscriptions: [share.filter] };
    }
    const shared = this.#members.some((member) => isMine(member) && member.filter === filter);
    if (!shared) return packet;
    if (!this.#rules.forgetsNames) return answer(codes.noSubscriptionExisted);
    this.#leave((member) => isMine(member) && member.filter === filter);
    return packet;
  }

  #leave(who: (member: Member) => boolean): void {
    this.#members = this.#members.filter((member) => !who(member));
  }

  /** Numbers a message, and chooses the clients that get it. */
  #number(publish: IPublishPacket): IPublishPacket {
    const { groupOf = ({ name, filter }) => `${name}/${filter}`, chosen = inTurn } = this.#rules;
    const groups = Map.groupBy(
      this.#members.filter(({ filter }) => topicMatches(filter, publish.topic)),
      groupOf,
    );
    const addressees = [...groups].flatMap(([group, members]) => {
      const turn = this.#turns.get(group) ?? 0;
      this.#turns.set(group, turn + 1);
      return chosen(members, turn).map(({ clientId }) => clientId);
    });
    const serial = String(++this.#serial);
    this.#addressees.set(serial, new Set(addressees));
    const { userProperties, ...properties } = publish.properties ?? {};
    return {
      ...publish,
      properties: { ...properties, userProperties: { ...userProperties, [SERIAL]: serial } },
    };
  }

  #deliver(publish: IPublishPacket, { clientId, connection, pretend }: Passage): IPublishPacket | [] {
    const { userProperties: { [SERIAL]: serial, ...userProperties } = {}, ...rest } =
      publish.properties ?? {};
    const properties = Object.keys(userProperties).length === 0 ? rest : { ...rest, userProperties };
    const own = [...(this.#own.get(clientId) ?? [])].some((filter) => topicMatches(filter, publish.topic));
    const isFor = publish.retain || this.#addressees.get(String(serial))?.has(clientId);
    if (own || isFor) return { ...publish, properties };
    const { qos, messageId = 0 } = publish;
    if (qos === 1) pretend({ cmd: 'puback', messageId });
    if (qos === 2) {
      this.#declined.add(`${connection} ${messageId}`);
      pretend({ cmd: 'pubrec', messageId });
    }
    return [];
  }
}

const inTurn = (members: readonly Member[], turn: number): readonly Member[] => {
  const next = members[turn % members.length];
  return next === undefined ? [] : [next];
};

/** Adds shared subscriptions to a broker without them. Call it for each run. */
export function sharing(rules: SharingRules = {}): Mangle {
  const desk = new ShareDesk(rules);
  return (packet, direction, passage) => {
    if (packet === undefined) return passage.bytes;
    if (passage.protocolVersion !== 5) return packet;
    return direction === 'to-broker' ? desk.fromClient(packet, passage) : desk.toClient(packet, passage);
  };
}
