import type { Text } from '../../../base/text.ts';
import { UnsupportedError } from '../../../lab/set-up/unsupported.ts';
import type { ReceivedPacket } from '../../../wire/client/inbox.ts';
import type { Bench } from '../../bench.ts';
import type { Delivery, Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { away } from '../../steps/away.ts';
import { cutOffFor } from '../../steps/ending.ts';
import { gather } from '../../steps/gather.ts';
import { connectKept } from '../../steps/kept-session.ts';
import { keep } from '../../steps/retained.ts';
import { nextProperties } from '../properties/claims.ts';

const LARGEST = 268_435_455;

/** Subscribes, with a subscription identifier if one is given. */
async function subscribe(
  bench: Bench,
  peer: Peer,
  subscriptionIdentifier: number | undefined,
  ...names: readonly string[]
): Promise<ReceivedPacket> {
  if (peer.connack.fields.properties?.subscriptionIdentifiersAvailable === false) {
    throw new UnsupportedError({
      en: 'CONNACK says subscription identifier available 0',
      ja: 'CONNACK に Subscription Identifier Available 0 とあります',
    });
  }
  return peer.subscribe(
    names.map((name) => ({ topic: bench.topic(name), qos: 1 })),
    { properties: subscriptionIdentifier === undefined ? {} : { subscriptionIdentifier } },
  );
}

/** The subscription identifiers of the next message. */
async function nextIdentifiers(peer: Peer): Promise<readonly number[]> {
  const { subscriptionIdentifiers = [] } = await nextProperties(peer);
  return subscriptionIdentifiers;
}

/** Publishes on each topic. @returns the topics with the identifiers of the received message */
async function identifiersOn(bench: Bench, peer: Peer, ...names: readonly string[]) {
  const publisher = await bench.connect('publisher');
  const seen: unknown[] = [];
  for (const name of names) {
    await publisher.publish(bench.topic(name), 'x', { qos: 1 });
    seen.push([name, ...(await nextIdentifiers(peer))]);
  }
  return seen;
}

const identifiersOf = ({ properties: { subscriptionIdentifier = [] } }: Delivery): number[] =>
  [subscriptionIdentifier as number | number[]].flat();

interface Subscribing {
  readonly id: string;
  readonly says: Text;
  readonly statement: string;
  /** One SUBSCRIBE after another: its identifier, if it has one, and its topics. */
  readonly subscribes: readonly (readonly [identifier: number | undefined, ...names: string[]])[];
  /** Topics on which a message is published, and the identifiers that it must have. */
  readonly expected: readonly (readonly [name: string, ...identifiers: number[]])[];
}

const rows: readonly Subscribing[] = [
  {
    id: 'delivered',
    says: {
      en: 'A message comes with the identifier of the subscription it came through',
      ja: 'メッセージには、一致した購読の識別子が付いて届く',
    },
    statement: 'MQTT-3.3.4-3',
    subscribes: [
      [7, 'a'],
      [300, 'b'],
    ],
    expected: [
      ['b', 300],
      ['a', 7],
    ],
  },
  {
    id: 'largest',
    says: {
      en: `The largest possible identifier, ${LARGEST.toLocaleString('en')}, arrives unchanged`,
      ja: `最大の識別子 ${LARGEST.toLocaleString('en')} も、そのまま届く`,
    },
    statement: 'MQTT-3.3.4-3',
    subscribes: [[LARGEST, 'a']],
    expected: [['a', LARGEST]],
  },
  {
    id: 'several-filters',
    says: {
      en: 'The identifier in a SUBSCRIBE applies to all of its filters',
      ja: 'SUBSCRIBE の識別子は、その中のすべてのフィルターに付く',
    },
    statement: 'MQTT-3.3.4-3',
    subscribes: [[7, 'a', 'b']],
    expected: [
      ['a', 7],
      ['b', 7],
    ],
  },
  {
    id: 'none',
    says: {
      en: 'A subscription without an identifier gets none from its neighbour',
      ja: '識別子のない購読に、ほかの購読の識別子が付くことはない',
    },
    statement: 'MQTT-3.3.4-5',
    subscribes: [
      [7, 'a'],
      [undefined, 'b'],
    ],
    expected: [['b'], ['a', 7]],
  },
  {
    id: 'replaced',
    says: {
      en: 'A client that subscribes again with another identifier gets the new one',
      ja: '別の識別子で購読し直すと、新しいほうの識別子が付く',
    },
    statement: 'MQTT-3.8.4-3',
    subscribes: [
      [7, 'a'],
      [8, 'a'],
    ],
    expected: [['a', 8]],
  },
  {
    id: 'removed',
    says: {
      en: 'A client that subscribes again without an identifier no longer gets one',
      ja: '識別子なしで購読し直すと、識別子は付かなくなる',
    },
    statement: 'MQTT-3.8.4-3',
    subscribes: [
      [7, 'a'],
      [undefined, 'a'],
    ],
    expected: [['a']],
  },
];

const subscribing: readonly SpecClaim[] = rows.map(({ id, says, statement, subscribes, expected }) => ({
  id: `identifier.${id}`,
  says,
  statements: { 5: [statement] },
  async check(bench) {
    const peer = await bench.connect('client');
    for (const [identifier, ...names] of subscribes) await subscribe(bench, peer, identifier, ...names);
    return { expected, seen: await identifiersOn(bench, peer, ...expected.map(([name]) => name)) };
  },
}));

/** Subscription identifiers: they tell a client which of its subscriptions a message matched. */
export const identifiers: readonly SpecClaim[] = [
  ...subscribing,
  {
    id: 'identifier.overlapping',
    says: {
      en: 'When several filters match, the identifiers of all of them come, on one copy or on one each',
      ja: '複数のフィルターが一致すると、1 通にまとめてでも 1 通ずつでも、全部の識別子が届く',
    },
    statements: { 5: ['MQTT-3.3.4-3', 'MQTT-3.3.4-4', 'MQTT-3.3.4-5'] },
    async check(bench) {
      const peer = await bench.connect('client');
      const publisher = await bench.connect('publisher');
      await subscribe(bench, peer, 7, 'a/b');
      await subscribe(bench, peer, 8, 'a/+');
      await subscribe(bench, peer, 9, 'a/#');
      await publisher.publish(bench.topic('a/b'), 'x', { qos: 1 });
      const deliveries = await gather(bench, peer, publisher, [bench.topic('a/b')], 1);
      return { expected: [7, 8, 9], seen: deliveries.flatMap(identifiersOf).sort() };
    },
  },
  {
    id: 'identifier.retained',
    says: {
      en: 'A retained message comes with the identifier of the subscription that found it',
      ja: 'retain メッセージには、それに一致した購読の識別子が付く',
    },
    statements: { 5: ['MQTT-3.3.4-3'] },
    async check(bench) {
      await keep(bench, await bench.connect('publisher'), 'a', 'kept', 1);
      const late = await bench.connect('late');
      await subscribe(bench, late, 7, 'a');
      return { expected: [7], seen: await nextIdentifiers(late) };
    },
  },
  {
    id: 'identifier.kept',
    says: {
      en: 'An identifier stays with its subscription when the session is resumed',
      ja: 'セッションが続くかぎり、識別子も購読とともに残る',
    },
    statements: { 5: ['MQTT-3.3.4-3', 'MQTT-3.1.2-5'] },
    async check(bench) {
      await away(bench, 'client', { topic: bench.topic('a'), qos: 1 }, { subscriptionIdentifier: 7 });
      const back = await connectKept(bench, 'client');
      return { expected: [['a', 7]], seen: await identifiersOn(bench, back, 'a') };
    },
  },
  {
    id: 'identifier.queued',
    says: {
      en: 'A message that waited for a session comes with the identifier of its subscription',
      ja: 'セッションの復帰を待ったメッセージにも、購読の識別子が付く',
    },
    statements: { 5: ['MQTT-3.3.4-3', 'MQTT-4.5.0-1'] },
    async check(bench) {
      const topic = bench.topic('a');
      await away(bench, 'client', { topic, qos: 1 }, { subscriptionIdentifier: 7 });
      const publisher = await bench.connect('publisher');
      await publisher.publish(topic, 'x', { qos: 1 });
      await bench.settled(publisher);
      const back = await connectKept(bench, 'client');
      return { expected: [7], seen: await nextIdentifiers(back) };
    },
  },
  {
    id: 'identifier.zero',
    says: {
      en: 'Subscribing with identifier 0 ends the connection',
      ja: '識別子 0 で購読すると、接続を閉じられる',
    },
    statements: { 5: ['MQTT-4.13.1-1'] },
    async check(bench) {
      const { client } = await bench.connect('client');
      const subscriptions = [{ topic: bench.topic('a'), qos: 0 } as const];
      return cutOffFor(client, {
        cmd: 'subscribe',
        messageId: 1,
        subscriptions,
        properties: { subscriptionIdentifier: 0 },
      });
    },
  },
];
