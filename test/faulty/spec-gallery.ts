import type { IUnsubscribePacket, Packet } from 'mqtt-packet';
import {
  asks,
  delivers,
  each,
  type Faulty,
  faulty,
  forgetsWithPublisher,
  grants,
  greets,
  ignoresUnsubscribe,
  overlooks,
  reads,
  subscribes,
  takes,
  welcomes,
  withOptions,
} from './faults.ts';
import { fixtureGallery } from './fixture-gallery.ts';
import { keepAliveGallery } from './keep-alive-gallery.ts';
import type { Mangle } from './mangling-stream.ts';
import { mqtt5Gallery } from './mqtt5-gallery.ts';
import { orderFaults } from './order-gallery.ts';
import { payloadFaults } from './payload-gallery.ts';
import { qosFaults } from './qos-gallery.ts';
import { redeliveryFaults } from './redelivery-gallery.ts';
import { sessionFaults } from './session-gallery.ts';
import { takeoverGallery } from './takeover-gallery.ts';
import { webSocketGallery } from './websocket-gallery.ts';
import { willGallery } from './will-gallery.ts';

const QOS = [0, 1, 2] as const;

/** Takes topics and filters for something else than they are; fences go the same way. */
const respells = (spell: (name: string) => string): Mangle => {
  const respellsFilters = subscribes(spell);
  return (packet, direction, passage) =>
    packet?.cmd === 'publish' && direction === 'to-broker'
      ? { ...packet, topic: spell(packet.topic) }
      : respellsFilters(packet, direction, passage);
};

/** Of what is retained, only the first message on a connection comes. */
const findsOne = (): Mangle => {
  const served = new Set<number>();
  return delivers((publish, { connection }) => {
    const again = publish.retain && served.has(connection);
    if (publish.retain) served.add(connection);
    return again ? [] : publish;
  });
};

const keepsFirst = (): Mangle => {
  let kept = false;
  return takes((publish) => {
    const retain = publish.retain && !kept;
    kept ||= retain;
    return { ...publish, retain };
  });
};

/** Sends CONNACK after the first message that waits. */
const greetsLate = (): Mangle => {
  let held: Packet | undefined;
  return (packet, direction) => {
    if (packet?.cmd === 'connack' && packet.sessionPresent) {
      held = packet;
      return [];
    }
    if (packet?.cmd !== 'publish' || direction !== 'to-client' || held === undefined) return packet;
    const connack = held;
    held = undefined;
    return [packet, connack];
  };
};

const hearsConnectOnce = (): Mangle => {
  const connected = new Set<number>();
  return (packet, _direction, { connection }) => {
    if (packet?.cmd !== 'connect') return packet;
    const again = connected.has(connection);
    connected.add(connection);
    return again ? [] : packet;
  };
};

const keepsFirstQos = (): Mangle => {
  const first = new Map<string, 0 | 1 | 2>();
  return asks((subscriptions) =>
    subscriptions.map((one) => {
      const qos = first.get(one.topic) ?? one.qos;
      first.set(one.topic, qos);
      return { ...one, qos };
    }),
  );
};

const hangsUpOnUnsubscribe: Mangle = (packet, _direction, { hangUp }) => {
  if (packet?.cmd !== 'unsubscribe') return packet;
  hangUp();
  return [];
};

const unsubscribesMatching: Mangle = (packet) =>
  packet?.cmd === 'unsubscribe'
    ? ({
        ...packet,
        unsubscriptions: packet.unsubscriptions.map((filter) => filter.replace(/[+#]$/, 'b')),
      } satisfies IUnsubscribePacket)
    : packet;

const connectFaults: readonly Faulty[] = [
  ...each(
    [
      'connect.fixed-header-flags',
      'connect.reserved-flag',
      'connect.will-qos-without-will',
      'connect.will-retain-without-will',
      'connect.cut-short',
      'connect.protocol-level',
      'connect.protocol-name',
      'connect.empty-client-id-not-clean',
    ],
    'welcomes everybody',
    () => welcomes,
  ),
  ...each(
    ['connect.first-packet-pingreq', 'connect.first-packet-publish', 'connect.first-packet-subscribe'],
    'overlooks what comes before CONNECT',
    () =>
      (packet, direction, { clientId }) =>
        direction === 'to-broker' && clientId === '' ? [] : packet,
  ),
  faulty('connect.second', 'overlooks a second CONNECT', hearsConnectOnce),
  faulty('connect.long-client-id', 'refuses long names', () =>
    greets((connack, { clientId }) =>
      clientId.length < 23 ? connack : { ...connack, returnCode: 2, reasonCode: 0x85 },
    ),
  ),
  faulty('connect.empty-client-id', 'gives everybody without a name the same', () =>
    reads((connect) => ({ ...connect, clientId: connect.clientId || 'nobody' })),
  ),
  faulty('connect.assigned-client-id', 'gives names and tells nobody', () =>
    greets(({ properties: _, ...connack }) => connack),
  ),
  faulty('connect.session-not-present', 'claims to remember a stranger', () =>
    greets((connack) => ({ ...connack, sessionPresent: true })),
  ),
  faulty('connect.session-present', 'does not say that it remembers', () =>
    greets((connack) => ({ ...connack, sessionPresent: false })),
  ),
  faulty('connect.session-present-clean', 'keeps the session of who starts clean', () =>
    reads((connect) => ({ ...connect, clean: false })),
  ),
  faulty('connect.connack-first', 'delivers before it greets', greetsLate),
  faulty(
    'connect.one-connack',
    'greets twice',
    () => (packet) => (packet?.cmd === 'connack' ? [packet, packet] : packet),
  ),
];

const malformedFaults = each(
  [
    'malformed.publish-qos-3',
    'malformed.publish-plus',
    'malformed.publish-hash',
    'malformed.publish-empty-topic',
    'malformed.pubrel-flags',
    'malformed.subscribe-flags',
    'malformed.subscribe-empty',
    'malformed.subscribe-qos-3',
    'malformed.subscribe-reserved-bits',
    'malformed.subscribe-retain-handling-3',
    'malformed.unsubscribe-flags',
    'malformed.unsubscribe-empty',
    'malformed.pingreq-flags',
  ],
  'overlooks what no client may send',
  () => overlooks,
);

const retainFaults: readonly Faulty[] = [
  ...QOS.flatMap((qos) => [
    faulty(`retain.kept-at-qos-${qos}`, `does not retain QoS ${qos}`, () =>
      takes((publish) => (publish.qos === qos ? { ...publish, retain: false } : publish)),
    ),
    faulty(`retain.cleared-at-qos-${qos}`, `clears nothing at QoS ${qos}`, () =>
      takes((publish) =>
        publish.qos === qos && publish.payload.length === 0 ? { ...publish, retain: false } : publish,
      ),
    ),
    faulty(`retain.not-replaced-at-qos-${qos}`, `retains whatever it takes at QoS ${qos}`, () =>
      takes((publish) => (publish.qos === qos ? { ...publish, retain: true } : publish)),
    ),
  ]),
  ...each(
    ['retain.subscribed-again', 'retain.wildcard', 'retain.several-filters'],
    'sends one retained message a connection',
    findsOne,
  ),
  ...each(['retain.replaced', 'retain.replaced-at-qos-0'], 'keeps the first message', keepsFirst),
  ...each(['retain.handling-1', 'retain.handling-2'], 'knows retain handling 0 only', () =>
    withOptions({ rh: 0 }),
  ),
  faulty('retain.as-published', 'knows no retain as published', () => withOptions({ rap: false })),
  faulty('retain.not-as-published', 'sets retain on whatever it delivers', () =>
    delivers((publish) => ({ ...publish, retain: true })),
  ),
  faulty('retain.empty-is-delivered', 'keeps to itself that a topic was cleared', () =>
    delivers((publish) => (publish.payload.length === 0 ? [] : publish)),
  ),
  faulty('retain.lower-qos', 'sends what is retained at QoS 0', () =>
    delivers(({ messageId: _, ...publish }) => ({ ...publish, qos: 0 })),
  ),
  faulty('retain.publisher-gone', 'forgets with the publisher', forgetsWithPublisher),
  faulty('retain.by-will', 'does not retain wills', () =>
    reads((connect) => (connect.will ? { ...connect, will: { ...connect.will, retain: false } } : connect)),
  ),
  faulty('retain.not-by-will', 'retains every will', () =>
    reads((connect) => (connect.will ? { ...connect, will: { ...connect.will, retain: true } } : connect)),
  ),
];

const filterFaults: readonly Faulty[] = [
  ...each(['filters.plus-last', 'filters.plus-middle'], 'reads + as #', () =>
    subscribes((filter) => filter.replace(/\+.*/, '#')),
  ),
  faulty('filters.plus-first', 'does not know + in front', () =>
    subscribes((filter) => filter.replace(/^\+/, 'plus')),
  ),
  faulty('filters.hash', 'does not match the parent of #', () =>
    subscribes((filter) => filter.replace('/#', '/+/#')),
  ),
  faulty('filters.plus-and-hash', 'reads +/# as #', () => subscribes((filter) => filter.replace('+/#', '#'))),
  faulty('filters.leading-slash', 'drops / in front', () => respells((name) => name.replace(/^\//, ''))),
  faulty('filters.trailing-slash', 'drops / at the end', () => respells((name) => name.replace(/\/+$/, ''))),
  faulty('filters.empty-level', 'drops empty levels', () => respells((name) => name.replace(/\/+/g, '/'))),
  faulty('filters.case', 'takes upper case for lower case', () => respells((name) => name.toLowerCase())),
  faulty('filters.space', 'trims topics', () => respells((name) => name.trim())),
  faulty('filters.utf-8', 'knows ASCII only', () => respells((name) => name.replace(/[^ -~]/gu, '?'))),
  faulty('filters.not-normalized', 'normalizes', () => respells((name) => name.normalize('NFC'))),
  faulty('filters.byte-order-mark', 'strips U+FEFF', () => respells((name) => name.replace('\ufeff', ''))),
  faulty('filters.dollar-inside', 'hides every level that begins with $', () =>
    delivers((publish) => (publish.topic.includes('/$') ? [] : publish)),
  ),
  faulty('filters.dollar-not-by-plus', 'lets + match $-topics', () =>
    asks((subscriptions) =>
      subscriptions.flatMap((one) => [one, { ...one, topic: one.topic.replace(/^\+/, '$spec') }]),
    ),
  ),
  faulty('filters.dollar-by-name', 'hides $-topics', () =>
    delivers((publish) => (publish.topic.startsWith('$') ? [] : publish)),
  ),
  ...each(
    [
      'filters.refused-hash-not-last',
      'filters.refused-hash-in-level',
      'filters.refused-plus-behind-letter',
      'filters.refused-plus-before-letter',
      'filters.refused-empty',
    ],
    'grants whatever is asked for',
    () => grants,
  ),
  faulty('filters.overlapping-narrow-higher', 'delivers at QoS 0', () =>
    delivers(({ messageId: _, ...publish }) => ({ ...publish, qos: 0 })),
  ),
];

const subscriptionFaults: readonly Faulty[] = [
  faulty(
    'filters.suback-id',
    'numbers its answers itself',
    () => (packet) => (packet?.cmd === 'suback' ? { ...packet, messageId: 1 } : packet),
  ),
  faulty(
    'filters.codes-in-order',
    'sorts its codes',
    () => (packet) =>
      packet?.cmd === 'suback' ? { ...packet, granted: packet.granted.toSorted() as number[] } : packet,
  ),
  faulty('filters.several-in-one', 'reads the first QoS of a SUBSCRIBE only', () =>
    asks((subscriptions) => subscriptions.map((one) => ({ ...one, qos: subscriptions[0]?.qos ?? 0 }))),
  ),
  faulty('filters.same-twice', 'keeps the QoS of the first subscription', keepsFirstQos),
  faulty(
    'filters.unsuback-id',
    'numbers its answers itself',
    () => (packet) => (packet?.cmd === 'unsuback' ? { ...packet, messageId: 1 } : packet),
  ),
  ...each(
    ['filters.unsubscribed', 'filters.unsubscribe-several'],
    'does not act on UNSUBSCRIBE',
    () => ignoresUnsubscribe,
  ),
  faulty('filters.unsubscribed-exactly', 'unsubscribes whatever matches', () => unsubscribesMatching),
  faulty('filters.unsubscribe-stranger', 'hangs up on strangers', () => hangsUpOnUnsubscribe),
  faulty(
    'filters.unsuback-codes',
    'calls every UNSUBSCRIBE a success',
    () => (packet) => (packet?.cmd === 'unsuback' ? ({ ...packet, granted: [0, 0] } as Packet) : packet),
  ),
];

/** Brokers that break the claims of `test/spec/`. */
export const specGallery: readonly Faulty[] = [
  ...connectFaults,
  ...malformedFaults,
  ...retainFaults,
  ...filterFaults,
  ...subscriptionFaults,
  ...mqtt5Gallery,
  ...fixtureGallery,
  ...keepAliveGallery,
  ...willGallery,
  ...takeoverGallery,
  ...webSocketGallery,
  ...qosFaults,
  ...redeliveryFaults,
  ...sessionFaults,
  ...payloadFaults,
  ...orderFaults,
];
