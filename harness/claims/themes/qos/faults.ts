import type { IPublishPacket, Packet } from 'mqtt-packet';
import { delivers, each, type Faulty, faulty, isFence } from '../../../faulty/faults.ts';
import { acknowledgesOnly, doubles, hangsUpOnPubrel, sends } from '../../../faulty/flow-faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';

const answersQos0: Mangle = (packet, direction, { tell }) => {
  if (packet?.cmd === 'publish' && direction === 'to-broker' && packet.qos === 0) {
    tell({ cmd: 'puback', messageId: 1 });
  }
  return packet;
};

/** Forwards the publisher's DUP flag to the subscriber. */
const passesOnDup = (): Mangle => {
  let dup = false;
  return (packet, direction) => {
    if (packet?.cmd !== 'publish' || isFence(packet)) return packet;
    if (direction === 'to-client') return { ...packet, dup };
    dup = packet.dup;
    return packet;
  };
};

/** Treats every later message with the same packet id as a repetition. */
const knowsIdsForEver = (): Mangle => {
  const seen = new Set<string>();
  return acknowledgesOnly(({ messageId }, { clientId }) => {
    const key = `${clientId} ${messageId}`;
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
};

const withoutId = ({ messageId: _, ...publish }: IPublishPacket): IPublishPacket => ({
  ...publish,
  qos: 0,
  dup: false,
});

/** Delivers a repeated QoS 2 message, and does not answer it. */
const deliversRepeated: Mangle = (packet, direction) =>
  packet?.cmd === 'publish' && direction === 'to-broker' && packet.qos === 2 && packet.dup
    ? [withoutId(packet), packet]
    : packet;

/** Closes the connection of a client that publishes with a packet id that the broker itself uses. */
const ownsPacketIds = (): Mangle => {
  const own = new Set<string>();
  return (packet, direction, { connection, hangUp }) => {
    if (packet?.cmd !== 'publish' || packet.qos === 0) return packet;
    const key = `${connection} ${packet.messageId}`;
    if (direction === 'to-client') own.add(key);
    else if (own.has(key)) {
      hangUp();
      return [];
    }
    return packet;
  };
};

/** Counts packet ids for each QoS separately. */
const countsByQos = (): Mangle => {
  const last = [0, 0, 0];
  return delivers((publish) => {
    const messageId = (last[publish.qos] ?? 0) + 1;
    last[publish.qos] = messageId;
    return { ...publish, messageId };
  });
};

/** Uses a packet id again after PUBREL, before PUBCOMP. */
const freesIdAtPubrel = (): Mangle => {
  const free = new Map<number, number>();
  const sendsPubrel = sends('pubrel', (pubrel, { connection }) => {
    free.set(connection, pubrel.messageId ?? 0);
    return pubrel;
  });
  const deliver = delivers((publish, { connection }) => {
    const messageId = free.get(connection) ?? publish.messageId;
    free.delete(connection);
    return { ...publish, ...(messageId !== undefined && { messageId }) };
  });
  return (packet, direction, passage) =>
    packet?.cmd === 'pubrel' ? sendsPubrel(packet, direction, passage) : deliver(packet, direction, passage);
};

/** Drops the unacknowledged messages of a client that unsubscribes. */
const forgetsWhenUnsubscribed = (): Mangle => {
  const left = new Set<number>();
  return (packet, direction, { connection }) => {
    if (packet?.cmd === 'unsubscribe') left.add(connection);
    return packet?.cmd === 'pubrel' && direction === 'to-client' && left.has(connection) ? [] : packet;
  };
};

/** Sends the PUBRELs of two messages in the opposite order. */
const swapsPubrels = (): Mangle => {
  let held: Packet | undefined;
  return sends('pubrel', (pubrel) => {
    const kept = held;
    held = kept === undefined ? pubrel : undefined;
    return kept === undefined ? [] : [pubrel, kept];
  });
};

/** Brokers that break a flow of QoS 0, 1 or 2. */
export const qosFaults: readonly Faulty[] = [
  faulty('qos.published-at-0', 'answers QoS 0 too', () => answersQos0),
  faulty('qos.published-at-1', 'numbers its PUBACKs itself', () =>
    sends('puback', (puback) => ({ ...puback, messageId: 1 })),
  ),
  faulty('qos.published-at-1', 'sends PUBACK twice', () => doubles('puback')),
  faulty('qos.published-at-2', 'sends PUBCOMP twice', () => doubles('pubcomp')),
  ...each(
    [
      'qos.dup-delivered-at-1',
      'qos.dup-delivered-at-2',
      'qos.lost-publish-at-1',
      'qos.lost-publish-at-2',
      'qos.lost-puback',
    ],
    'takes whatever has DUP for a repetition',
    () => acknowledgesOnly(({ dup }) => dup),
  ),
  ...each(
    ['qos.dup-not-passed-on-at-1', 'qos.dup-not-passed-on-at-2'],
    'passes on the DUP flag of a publisher',
    passesOnDup,
  ),
  ...each(
    ['qos.same-id-again-at-1', 'qos.same-id-again-at-2', 'session.clean-start-ends-inbound'],
    'takes a packet id for the same message for ever',
    knowsIdsForEver,
  ),
  ...each(
    ['qos.pubrel-of-nothing', 'qos.pubrel-twice', 'qos.lost-pubrel', 'qos.lost-pubcomp'],
    'hangs up on a PUBREL that it does not expect',
    hangsUpOnPubrel,
  ),
  ...each(
    ['qos.lost-pubrec', 'qos.publish-twice'],
    'delivers a repeated QoS 2 message',
    () => deliversRepeated,
  ),
  faulty('qos.ids-both-ways', 'will not share its packet ids', ownsPacketIds),
  faulty('qos.delivered-at-0', 'sends a packet id at QoS 0 too', () =>
    delivers((publish) => ({ ...publish, payload: `\x01\x01${publish.payload}` })),
  ),
  faulty('qos.ends-at-1', 'sends every message twice', () =>
    delivers((publish) => [publish, { ...publish, dup: true }]),
  ),
  faulty('qos.ends-at-2', 'sends PUBREL twice', () => doubles('pubrel')),
  ...each(['qos.delivery-ids-at-1', 'qos.delivery-ids-at-2'], 'has one packet id for all', () =>
    delivers((publish) => ({ ...publish, messageId: 7 })),
  ),
  faulty('qos.delivery-ids-mixed', 'counts packet ids for each QoS by itself', countsByQos),
  faulty('qos.delivery-id-until-pubcomp', 'takes a packet id for free after PUBREL', freesIdAtPubrel),
  faulty('qos.unsubscribed-on-the-way', 'forgets what is on its way', forgetsWhenUnsubscribed),
  faulty('qos.pubrel-order', 'releases in another order', swapsPubrels),
];
