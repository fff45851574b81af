import type { Condition } from '../../../lab/claim.ts';
import { UnsupportedError } from '../../../lab/set-up/unsupported.ts';
import type { Sendable } from '../../../wire/client/bytes.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { ending } from '../../steps/ending.ts';
import { kept } from '../../steps/kept-session.ts';
import { connectRefused } from './refused.ts';

/** Connects without a client id, which a broker MAY allow [MQTT-3.1.3-6]. */
async function connectNameless(bench: Bench): Promise<Peer> {
  const peer = await bench.connect('', { clientId: '' });
  if (peer.code === 0) return peer;
  throw new UnsupportedError({
    en: `CONNACK ${peer.code} for an empty client id`,
    ja: `空のクライアント ID に CONNACK ${peer.code} が返りました`,
  });
}

const firstPackets: readonly { readonly type: string; readonly packet: (bench: Bench) => Sendable }[] = [
  { type: 'PINGREQ', packet: () => ({ cmd: 'pingreq' }) },
  {
    type: 'PUBLISH',
    packet: (bench) => ({
      cmd: 'publish',
      topic: bench.topic('a'),
      payload: 'early',
      qos: 0,
      dup: false,
      retain: false,
    }),
  },
  {
    type: 'SUBSCRIBE',
    packet: (bench) => ({
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [{ topic: bench.topic('a'), qos: 0 }],
    }),
  },
];

const somethingElseFirst: readonly SpecClaim[] = firstPackets.map(({ type, packet }) => ({
  id: `connect.first-packet-${type.toLowerCase()}`,
  says: {
    en: `${type} before CONNECT ends the connection`,
    ja: `CONNECT より先に ${type} を送ると、接続を閉じられる`,
  },
  statements: { 4: ['MQTT-3.1.0-1', 'MQTT-4.8.0-1'], 5: ['MQTT-3.1.0-1', 'MQTT-4.13.1-1'] },
  async check(bench) {
    const client = await bench.open();
    await client.send(packet(bench));
    await client.send(bench.connectPacket('client'));
    return { expected: 'closed by the broker', seen: await ending(client, 'CONNACK') };
  },
}));

export const connect: readonly SpecClaim[] = [
  ...connectRefused,
  ...somethingElseFirst,
  {
    id: 'connect.second',
    says: {
      en: 'A second CONNECT on a connection ends it',
      ja: '同じ接続で 2 つ目の CONNECT を送ると、接続を閉じられる',
    },
    statements: { 4: ['MQTT-3.1.0-2'], 5: ['MQTT-3.1.0-2'] },
    async check(bench) {
      const { client } = await bench.connect('client');
      await client.send(bench.connectPacket('client'));
      await client.send({ cmd: 'pingreq' });
      return { expected: 'closed by the broker', seen: await ending(client) };
    },
  },
  {
    id: 'connect.long-client-id',
    says: {
      en: 'A client id of 23 digits and letters is accepted',
      ja: '英数字 23 文字のクライアント ID は受け入れられる',
    },
    statements: { 4: ['MQTT-3.1.3-5', 'MQTT-3.1.4-4'], 5: ['MQTT-3.1.3-5', 'MQTT-3.1.4-5'] },
    async check(bench) {
      const { code } = await bench.connect('0AzZ9aBcDeFgHiJkLmNoPq');
      return { expected: 0, seen: code };
    },
  },
  {
    id: 'connect.empty-client-id',
    says: {
      en: 'Two clients without a client id are separate clients: both stay connected',
      ja: 'クライアント ID が空の 2 つのクライアントは別々に扱われ、どちらも接続したままでいられる',
    },
    statements: { 4: ['MQTT-3.1.3-6'], 5: ['MQTT-3.1.3-6'] },
    async check(bench) {
      const peers = [await connectNameless(bench), await connectNameless(bench)];
      const answers = peers.map(async ({ client }) => {
        await client.send({ cmd: 'pingreq' });
        const { type } = await client.receive();
        return type;
      });
      return { expected: ['PINGRESP', 'PINGRESP'], seen: await Promise.all(answers) };
    },
  },
  {
    id: 'connect.assigned-client-id',
    says: {
      en: 'A client that connects without an id is told the one it was assigned, a new one each time',
      ja: 'クライアント ID を空にして接続すると、割り当てられた ID が知らされる。ID は毎回新しい',
    },
    statements: { 5: ['MQTT-3.1.3-7', 'MQTT-3.2.2-16'] },
    async check(bench) {
      const peers = [await connectNameless(bench), await connectNameless(bench)];
      const ids = peers.map(({ connack }) => connack.fields.properties?.assignedClientIdentifier);
      const twoIds: Condition = {
        condition: 'two different ids',
        holds: () => ids.every((id) => typeof id === 'string' && id !== '') && ids[0] !== ids[1],
      };
      return { expected: twoIds, seen: ids };
    },
  },
  {
    id: 'connect.session-not-present',
    says: {
      en: 'A client that asks for a session the broker does not have is told so: session present 0',
      ja: 'ブローカーにないセッションを求めると、session present 0 が返る',
    },
    statements: { 4: ['MQTT-3.2.2-3'], 5: ['MQTT-3.2.2-3'] },
    async check(bench) {
      const { code, connack } = await bench.connect('client', kept(bench));
      return {
        expected: { code: 0, sessionPresent: false },
        seen: { code, sessionPresent: connack.fields.sessionPresent },
      };
    },
  },
  {
    id: 'connect.session-present',
    says: {
      en: 'A client that returns to a session with a subscription is told it was kept: session present 1',
      ja: '購読の残っているセッションに戻ると、session present 1 が返る',
    },
    statements: { 4: ['MQTT-3.2.2-2'], 5: ['MQTT-3.2.2-3'] },
    async check(bench) {
      const before = await bench.connect('client', kept(bench));
      await before.subscribe(bench.topic('a'));
      await before.disconnect();
      const { connack } = await bench.connect('client', kept(bench));
      return { expected: true, seen: connack.fields.sessionPresent };
    },
  },
  {
    id: 'connect.session-without-subscription',
    says: {
      en: 'A session without subscriptions is still a session: session present 1',
      ja: '購読のないセッションもセッションであり、戻ると session present 1 が返る',
    },
    statements: { 4: ['MQTT-3.1.2-4', 'MQTT-3.2.2-2'], 5: ['MQTT-3.1.2-23', 'MQTT-3.2.2-3'] },
    async check(bench) {
      const before = await bench.connect('client', kept(bench));
      await before.disconnect();
      const { connack } = await bench.connect('client', kept(bench));
      return { expected: true, seen: connack.fields.sessionPresent };
    },
  },
  {
    id: 'connect.session-present-clean',
    says: {
      en: 'A clean start gets session present 0, even if there was a session',
      ja: 'クリーンスタートすると、セッションがあっても session present 0 が返る',
    },
    statements: { 4: ['MQTT-3.1.2-6', 'MQTT-3.2.2-1'], 5: ['MQTT-3.1.2-4', 'MQTT-3.2.2-2'] },
    async check(bench) {
      const before = await bench.connect('client', kept(bench));
      await before.subscribe(bench.topic('a'));
      await before.disconnect();
      const { connack } = await bench.connect('client', { ...kept(bench), clean: true });
      return { expected: false, seen: connack.fields.sessionPresent };
    },
  },
  {
    id: 'connect.connack-first',
    says: {
      en: 'CONNACK comes first, even when messages are waiting',
      ja: 'メッセージが待っていても、最初に来るのは CONNACK',
    },
    statements: { 4: ['MQTT-3.2.0-1'], 5: ['MQTT-3.2.0-1'] },
    async check(bench) {
      const topic = bench.topic('a');
      const before = await bench.connect('client', kept(bench));
      await before.subscribe({ topic, qos: 1 });
      await before.disconnect();
      const publisher = await bench.connect('publisher');
      await publisher.publish(topic, 'waiting', { qos: 1 });
      const client = await bench.open();
      await client.send(bench.connectPacket('client', kept(bench)));
      const [first, second] = [await client.receive(), await client.receive()];
      return { expected: ['CONNACK', 'PUBLISH'], seen: [first.type, second.type] };
    },
  },
  {
    id: 'connect.one-connack',
    says: {
      en: 'CONNACK comes only once',
      ja: 'CONNACK が来るのは 1 回だけ',
    },
    statements: { 5: ['MQTT-3.2.0-2'] },
    async check(bench) {
      const peer = await bench.connect('client');
      await peer.subscribe(bench.topic('a'));
      await bench.untilFence(peer, peer, bench.topic('a'));
      return { expected: [], seen: peer.client.unread.map(({ type }) => type) };
    },
  },
];
