import { oneOf } from '../../../lab/claim.ts';
import { codes } from '../../../protocol/codes.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { connectKept } from '../../steps/kept-session.ts';

/** A client that connects with the id of a connected client replaces it. */
const takenOver = { 4: ['MQTT-3.1.4-2'], 5: ['MQTT-3.1.4-3'] };

/** How the first client's connection ends. */
async function ended({ client }: Peer): Promise<string> {
  const { how } = await client.closed();
  return how === 'closed-here' ? 'closed by the client' : 'closed by the broker';
}

export const takeover: readonly SpecClaim[] = [
  {
    id: 'takeover.reason-code',
    says: {
      en: 'If the broker tells the first client why, it is with 0x8E, Session taken over',
      ja: '追い出される側に理由を告げるブローカーは、0x8E(Session taken over)を送る',
    },
    statements: { 5: ['MQTT-3.1.4-3'] },
    async check(bench) {
      const first = await bench.connect('twin');
      await bench.connect('twin');
      const connection = await ended(first);
      const goodbye = first.client.unread.find(({ type }) => type === 'DISCONNECT');
      return {
        expected: { connection: 'closed by the broker', reasonCode: oneOf('none', codes.sessionTakenOver) },
        seen: { connection, reasonCode: goodbye ? (goodbye.fields.reasonCode ?? 0) : 'none' },
      };
    },
  },
  {
    id: 'takeover.session',
    says: {
      en: 'The session passes to the second connection: session present, and the subscription works',
      ja: 'セッションは 2 つ目の接続に引き継がれ、session present が立ち、購読もそのまま効いている',
    },
    statements: {
      4: ['MQTT-3.1.2-4', 'MQTT-3.2.2-2', 'MQTT-3.1.4-2'],
      5: ['MQTT-3.1.2-5', 'MQTT-3.2.2-3', 'MQTT-3.1.4-3'],
    },
    async check(bench) {
      const topic = bench.topic('a');
      const publisher = await bench.connect('publisher');
      const first = await connectKept(bench, 'twin');
      await first.subscribe({ topic, qos: 1 });
      const second = await connectKept(bench, 'twin');
      await publisher.publish(topic, 'for the second', { qos: 1 });
      const { payload } = await second.next();
      return {
        expected: { sessionPresent: true, payload: 'for the second', first: 'closed by the broker' },
        seen: {
          sessionPresent: second.connack.fields.sessionPresent,
          payload,
          first: await ended(first),
        },
      };
    },
  },
  {
    id: 'takeover.in-flight',
    says: {
      en: 'What the first connection had not acknowledged is sent again to the second, under its packet id',
      ja: '1 つ目が確認応答していなかったメッセージは、同じパケット ID で 2 つ目に送り直される',
    },
    statements: { 4: ['MQTT-4.4.0-1', 'MQTT-3.1.4-2'], 5: ['MQTT-4.4.0-1', 'MQTT-3.1.4-3'] },
    async check(bench) {
      const topic = bench.topic('a');
      const publisher = await bench.connect('publisher');
      const first = await connectKept(bench, 'twin');
      await first.subscribe({ topic, qos: 1 });
      await publisher.publish(topic, 'unacknowledged', { qos: 1 });
      const { messageId } = (await first.client.receive('PUBLISH')).fields;
      const second = await connectKept(bench, 'twin');
      return { expected: { payload: 'unacknowledged', qos: 1, messageId }, seen: await second.next() };
    },
  },
  {
    id: 'takeover.clean',
    says: {
      en: 'A second connection with a clean start ends the first, and has none of its subscriptions',
      ja: 'クリーンスタートの 2 つ目は、1 つ目を追い出し、その購読は引き継がない',
    },
    statements: {
      4: ['MQTT-3.1.2-6', 'MQTT-3.2.2-1', 'MQTT-3.1.4-2'],
      5: ['MQTT-3.1.2-4', 'MQTT-3.2.2-2', 'MQTT-3.1.4-3'],
    },
    async check(bench) {
      const [kept, own] = [bench.topic('a'), bench.topic('b')];
      const publisher = await bench.connect('publisher');
      const first = await connectKept(bench, 'twin');
      await first.subscribe({ topic: kept, qos: 1 });
      const second = await bench.connect('twin', { clean: true });
      await second.subscribe({ topic: own, qos: 1 });
      await publisher.publish(kept, 'for the first', { qos: 1 });
      await bench.settled(publisher);
      return {
        expected: { sessionPresent: false, deliveries: [], first: 'closed by the broker' },
        seen: {
          sessionPresent: second.connack.fields.sessionPresent,
          deliveries: await bench.untilFence(second, publisher, own, 1),
          first: await ended(first),
        },
      };
    },
  },
  {
    id: 'takeover.other-case',
    says: {
      en: 'Client ids are compared as they are: one that differs only in case is another client',
      ja: 'クライアント ID はそのまま比べられ、大文字と小文字が違えば別のクライアントになる',
    },
    statements: { 4: ['MQTT-3.1.3-2'], 5: ['MQTT-3.1.3-2'] },
    async check(bench) {
      const first = await bench.connect('twin');
      const second = await bench.connect('TWIN');
      const answers = [];
      for (const { client } of [first, second]) {
        await client.send({ cmd: 'pingreq' });
        answers.push((await client.receive()).type);
      }
      return { expected: ['PINGRESP', 'PINGRESP'], seen: answers };
    },
  },
  {
    id: 'takeover.over-websocket',
    says: {
      en: 'The transport does not matter: a second client over WebSocket ends the first over TCP',
      ja: 'つなぎ方が違っても同じで、WebSocket の 2 つ目が TCP の 1 つ目を追い出す',
    },
    statements: takenOver,
    async check(bench) {
      const first = await bench.connect('twin');
      const second = await bench.connect('twin', {}, 'ws');
      return {
        expected: { first: 'closed by the broker', second: 0 },
        seen: { first: await ended(first), second: second.code },
      };
    },
  },
];
