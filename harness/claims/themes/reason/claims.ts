import { type Condition, oneOf } from '../../../lab/claim.ts';
import { codes, isError } from '../../../protocol/codes.ts';
import type { PacketFields, PacketProperties } from '../../../protocol/packet.ts';
import { reasonCodes } from '../../../protocol/reason-codes.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { answer, cutOffFor } from '../../steps/ending.ts';
import { overtaken } from '../../steps/gather.ts';
import { connectKept } from '../../steps/kept-session.ts';
import { refusal } from '../connect/refused.ts';

const atQos = [
  { qos: 1, type: 'PUBACK', statement: 'MQTT-3.4.2-1' },
  { qos: 2, type: 'PUBREC', statement: 'MQTT-3.5.2-1' },
] as const;

/** The reason code of the first answer to a message. */
async function firstAnswer(bench: Bench, { qos, type }: (typeof atQos)[number]): Promise<number | undefined> {
  const publisher = await bench.connect('publisher');
  const messageId = publisher.nextId();
  const topic = bench.topic('a');
  await publisher.client.send({
    cmd: 'publish',
    topic,
    payload: 'x',
    qos,
    messageId,
    dup: false,
    retain: false,
  });
  return (await publisher.client.receive(type)).fields.reasonCode;
}

const answers: readonly SpecClaim[] = atQos.flatMap((which): SpecClaim[] => [
  {
    id: `reason.${which.type.toLowerCase()}`,
    says: {
      en: `${which.type} for a message with a subscriber says success`,
      ja: `購読者のいるメッセージに返る ${which.type} の理由コードは成功である`,
    },
    statements: { 5: [which.statement] },
    async check(bench) {
      const subscriber = await bench.connect('subscriber');
      await subscriber.subscribe({ topic: bench.topic('a'), qos: which.qos });
      return { expected: 0, seen: await firstAnswer(bench, which) };
    },
  },
  {
    id: `reason.${which.type.toLowerCase()}-nobody`,
    says: {
      en: `${which.type} for a message without subscribers says success, or no matching subscribers`,
      ja: `購読者のいないメッセージに返る ${which.type} の理由コードは、成功か「購読者なし」である`,
    },
    statements: { 5: [which.statement] },
    check: async (bench) => ({
      expected: oneOf(0, codes.noMatchingSubscribers),
      seen: await firstAnswer(bench, which),
    }),
  },
]);

/** The broker's DISCONNECT, which it may leave out. */
async function farewell(peer: Peer): Promise<PacketFields | 'none'> {
  await peer.client.closed();
  return peer.client.unread.find(({ type }) => type === 'DISCONNECT')?.fields ?? 'none';
}

const saysWhy: Condition = {
  condition: 'none, or a reason code of 0x80 and above without a session expiry interval',
  holds: (seen) => {
    if (seen === 'none') return true;
    const { reasonCode = 0, properties = {} } = seen as PacketFields;
    return isError(reasonCode) && reasonCode in reasonCodes && properties.sessionExpiryInterval === undefined;
  },
};

/** Makes the broker send answers of many kinds. @returns the properties of each */
async function problemInformation(bench: Bench): Promise<Record<string, PacketProperties>> {
  const peer = await bench.connect('client', { properties: { requestProblemInformation: false } });
  const suback = await peer.subscribe({ topic: bench.topic('a'), qos: 1 });
  const unsuback = await peer.unsubscribe(bench.topic('never'));
  const puback = await peer.publish(bench.topic('nobody'), 'x', { qos: 1 });
  const pubcomp = await peer.publish(bench.topic('nobody'), 'x', { qos: 2 });
  await peer.client.send({ cmd: 'pubrel', messageId: 0x7fff });
  const unknown = await peer.client.receive('PUBCOMP');
  return Object.fromEntries(
    Object.entries({ suback, unsuback, puback, pubcomp, unknown }).map(([name, packet]) => [
      name,
      packet?.fields.properties ?? {},
    ]),
  );
}

const silent: Condition = {
  condition: 'no reason string and no user property',
  holds: (seen) => {
    const { reasonString, userProperties } = seen as PacketProperties;
    return reasonString === undefined && userProperties === undefined;
  },
};

const will = (bench: Bench) => ({
  topic: bench.topic('will'),
  payload: Buffer.from('gone'),
  qos: 1 as const,
  retain: false,
});

/** Asks for a session although CONNECT did not, which is a protocol error, so that the DISCONNECT is not valid [3.14.2.2.2]. */
const disconnectTooLate = { cmd: 'disconnect', properties: { sessionExpiryInterval: 60 } } as const;

/** A client that receives the will. */
async function willWatcher(bench: Bench): Promise<Peer> {
  const peer = await bench.connect('watcher');
  await peer.subscribe({ topic: bench.topic('will'), qos: 1 });
  return peer;
}

/** Reason codes and reason strings of brokers, and reason codes of a client's DISCONNECT. */
export const reason: readonly SpecClaim[] = [
  ...answers,
  {
    id: 'reason.disconnect',
    says: {
      en: 'A broker that says why it disconnects uses a code of 0x80 or above, and no Session Expiry Interval',
      ja: '接続を閉じる理由を知らせるとき、ブローカーは 0x80 以上のコードを使い、Session Expiry Interval は付けない',
    },
    statements: { 5: ['MQTT-3.14.2-1', 'MQTT-3.14.2-2', 'MQTT-4.13.2-1'] },
    async check(bench) {
      const peer = await bench.connect('client');
      const message = { cmd: 'publish', payload: 'x', qos: 0, dup: false, retain: false } as const;
      await peer.client.send({ ...message, topic: bench.topic('a'), properties: { topicAlias: 0 } });
      return { expected: saysWhy, seen: await farewell(peer) };
    },
  },
  {
    id: 'reason.problem-information',
    says: {
      en: 'A client that declines problem information gets no reason strings or user properties in its answers',
      ja: 'Request Problem Information を 0 にすると、応答に理由の文字列やユーザープロパティーは付かない',
    },
    statements: { 5: ['MQTT-3.1.2-29'] },
    async check(bench) {
      const expected = { suback: silent, unsuback: silent, puback: silent, pubcomp: silent, unknown: silent };
      return { expected, seen: await problemInformation(bench) };
    },
  },
  {
    id: 'reason.no-authentication',
    says: {
      en: 'A client that names no authentication method gets none in CONNACK',
      ja: '認証方式を指定せずに接続すると、CONNACK にも認証方式は付かない',
    },
    statements: { 5: ['MQTT-4.12.0-6'] },
    async check(bench) {
      const { connack } = await bench.connect('client');
      return { expected: undefined, seen: connack.fields.properties?.authenticationMethod };
    },
  },
  {
    id: 'reason.unknown-authentication',
    says: {
      en: 'A client that names an unknown authentication method is refused',
      ja: '未知の認証方式を指定して接続すると、拒否される',
    },
    statements: { 5: ['MQTT-4.12.0-1'] },
    async check(bench) {
      const client = await bench.open();
      const properties = { authenticationMethod: 'none-that-anybody-knows' };
      await client.send(bench.connectPacket('client', { properties }));
      return {
        expected: { connack: refusal(bench), connection: 'closed by the broker' },
        seen: await answer(client),
      };
    },
  },
  {
    id: 'reason.auth-uninvited',
    says: {
      en: 'AUTH from a client that named no authentication method ends the connection',
      ja: '認証方式を指定せずに AUTH を送ると、接続を閉じられる',
    },
    statements: { 5: ['MQTT-4.12.0-7', 'MQTT-4.13.1-1'] },
    async check(bench) {
      const { client } = await bench.connect('client');
      // AUTH, re-authenticate, with an authentication method of two letters.
      return cutOffFor(client, 'f0 07 19 05 15 00 02 6e 6f');
    },
  },
  {
    id: 'reason.disconnect-with-will',
    says: {
      en: 'DISCONNECT 0x04 ends the connection, and the will is published',
      ja: 'DISCONNECT 0x04 で切断すると、遺言が送られる',
    },
    statements: { 5: ['MQTT-3.1.2-8', 'MQTT-3.14.4-3'] },
    async check(bench) {
      const witness = await willWatcher(bench);
      const { client } = await bench.connect('mortal', { will: will(bench) });
      await client.send({ cmd: 'disconnect', reasonCode: codes.disconnectWithWill });
      return { expected: 'gone', seen: (await witness.next()).payload };
    },
  },
  {
    id: 'reason.invalid-disconnect',
    says: {
      en: 'A DISCONNECT that asks for a session too late is invalid: the will is published',
      ja: 'あとからセッションを残そうとする DISCONNECT は無効で、遺言が送られる',
    },
    statements: { 5: ['MQTT-3.1.2-8', 'MQTT-4.13.1-1'] },
    async check(bench) {
      const witness = await willWatcher(bench);
      const { client } = await bench.connect('mortal', { will: will(bench) });
      await client.send(disconnectTooLate);
      await client.closed();
      const delivery = await overtaken(witness);
      return { expected: 'gone', seen: delivery?.payload ?? 'nothing' };
    },
  },
  {
    id: 'reason.session-kept-too-late',
    says: {
      en: 'A client that connected without a Session Expiry Interval cannot keep its session by DISCONNECT',
      ja: 'Session Expiry Interval なしで接続したクライアントは、DISCONNECT でセッションを残せない',
    },
    statements: { 5: ['MQTT-3.1.2-23', 'MQTT-4.13.1-1'] },
    async check(bench) {
      const before = await bench.connect('client', { clean: true });
      await before.subscribe(bench.topic('a'));
      await before.client.send(disconnectTooLate);
      await before.client.closed();
      const { connack } = await connectKept(bench, 'client');
      return { expected: false, seen: connack.fields.sessionPresent };
    },
  },
];
