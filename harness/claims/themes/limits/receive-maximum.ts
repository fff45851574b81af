import type { QoS } from 'mqtt-packet';
import { between, type Condition } from '../../../lab/claim.ts';
import { isError } from '../../../protocol/codes.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { away } from '../../steps/away.ts';
import { kept } from '../../steps/kept-session.ts';

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

/** A Receive Maximum above this is not tried. */
const AT_MOST = 30;

const receiving = (receiveMaximum: number) => ({ properties: { receiveMaximum } });

/** How many PUBLISH packets a peer has received and not read. */
const unread = (peer: Peer): number => peer.client.unread.filter(({ type }) => type === 'PUBLISH').length;

/** Waits for PINGRESP, so that the broker has had time to send what it must not send. */
async function ping(peer: Peer): Promise<void> {
  await peer.client.send({ cmd: 'pingreq' });
  await peer.client.receive('PINGRESP');
}

/**
 * Acknowledges messages slowly, one after another. @returns whether more than `allowed` were ever unacknowledged. How many there
 * were is left open, because a broker that does not count sends them as fast as it can.
 */
async function slowly(peer: Peer, count: number, allowed: number) {
  let exceeded = false;
  for (let delivered = 0; delivered < count; delivered++) {
    const packet = await peer.client.receive('PUBLISH');
    await ping(peer);
    exceeded ||= 1 + unread(peer) > allowed;
    await peer.acknowledge(packet);
  }
  return { delivered: count, exceeded };
}

/** A subscriber with this Receive Maximum, after a witness has received all messages that the subscriber must get. */
async function flooded(bench: Bench, receiveMaximum: number, payloads: readonly string[], qos: QoS) {
  const topic = bench.topic('a');
  const slow = await bench.connect('slow', receiving(receiveMaximum));
  const witness = await bench.connect('witness');
  const publisher = await bench.connect('publisher');
  for (const peer of [slow, witness]) await peer.subscribe({ topic, qos });
  for (const payload of payloads) {
    await publisher.publish(topic, payload, { qos });
    await witness.next();
  }
  return { slow, publisher };
}

const noMoreThan = ([1, 2] as const).map(
  (qos): SpecClaim => ({
    id: `receive-maximum.qos-${qos}`,
    says: {
      en: `Unanswered QoS ${qos} messages never exceed the client’s Receive Maximum`,
      ja: `応答待ちの QoS ${qos} のメッセージは、クライアントの Receive Maximum を超えない`,
    },
    statements: { 5: ['MQTT-3.3.4-9', 'MQTT-4.9.0-1', 'MQTT-4.9.0-2'] },
    async check(bench) {
      const { slow } = await flooded(bench, 2, numbers(6), qos);
      return {
        expected: { delivered: 6, exceeded: false },
        seen: await slowly(slow, 6, 2),
      };
    },
  }),
);

/** The Receive Maximum in CONNACK; 65,535 if CONNACK has none. */
const ofBroker = ({ connack }: Peer): number => Number(connack.fields.properties?.receiveMaximum ?? 65_535);

const accepted: Condition = {
  condition: 'PUBREC below 0x80 for each',
  holds: (seen) => Array.isArray(seen) && seen.every((code) => !isError(code)),
};

/** The Receive Maximum of client and broker: how many messages may be unacknowledged. */
export const receiveMaximum: readonly SpecClaim[] = [
  ...noMoreThan,
  {
    id: 'receive-maximum.goes-on',
    says: {
      en: 'Each answer makes room for the next message, until all have come in order',
      ja: '応答するたびに次のメッセージが届き、最後まで順番どおりに届く',
    },
    statements: { 5: ['MQTT-4.9.0-2', 'MQTT-4.6.0-6'] },
    async check(bench) {
      const payloads = numbers(5);
      const { slow } = await flooded(bench, 1, payloads, 1);
      const seen: string[] = [];
      while (seen.length < payloads.length) seen.push((await slow.next()).payload);
      return { expected: payloads, seen };
    },
  },
  {
    id: 'receive-maximum.until-pubcomp',
    says: {
      en: 'A QoS 2 message is in flight until PUBCOMP: PUBREC alone makes no room',
      ja: 'QoS 2 のメッセージは PUBCOMP まで応答待ちと数える。PUBREC だけでは次のメッセージは届かない',
    },
    statements: { 5: ['MQTT-3.3.4-9'] },
    async check(bench) {
      const { slow } = await flooded(bench, 1, ['first', 'second'], 2);
      const { messageId = 0 } = (await slow.client.receive('PUBLISH')).fields;
      await slow.client.send({ cmd: 'pubrec', messageId });
      await slow.client.receive('PUBREL');
      await ping(slow);
      const early = unread(slow);
      await slow.client.send({ cmd: 'pubcomp', messageId });
      return {
        expected: { beforePubcomp: 0, afterPubcomp: 'second' },
        seen: { beforePubcomp: early, afterPubcomp: (await slow.next()).payload },
      };
    },
  },
  {
    id: 'receive-maximum.resumed',
    says: {
      en: 'A client that returns to waiting messages gets no more at once than its Receive Maximum',
      ja: 'メッセージがたまったセッションに戻っても、一度に届くのは Receive Maximum まで',
    },
    statements: { 5: ['MQTT-3.3.4-9'] },
    async check(bench) {
      const topic = bench.topic('a');
      await away(bench, 'slow', { topic, qos: 1 });
      const publisher = await bench.connect('publisher');
      for (const payload of numbers(4)) await publisher.publish(topic, payload, { qos: 1 });
      await bench.settled(publisher);
      const { properties, ...fields } = kept(bench);
      const back = await bench.connect('slow', {
        ...fields,
        properties: { ...properties, receiveMaximum: 1 },
      });
      return { expected: { delivered: 4, exceeded: false }, seen: await slowly(back, 4, 1) };
    },
  },
  {
    id: 'receive-maximum.other-packets',
    says: {
      en: 'A client that leaves messages unanswered still gets answers: PINGRESP, SUBACK, PUBACK',
      ja: 'メッセージに応答していないクライアントにも、PINGRESP、SUBACK、PUBACK は返る',
    },
    statements: { 5: ['MQTT-3.3.4-10', 'MQTT-4.9.0-3'] },
    async check(bench) {
      const { slow } = await flooded(bench, 1, numbers(3), 1);
      await ping(slow);
      const suback = await slow.subscribe(bench.topic('b'));
      const puback = await slow.publish(bench.topic('c'), 'x', { qos: 1 });
      return { expected: ['SUBACK', 'PUBACK'], seen: [suback.type, puback?.type] };
    },
  },
  {
    id: 'receive-maximum.of-broker',
    says: {
      en: 'A broker accepts as many QoS 2 messages at once as CONNACK says',
      ja: 'ブローカーは、CONNACK で知らせた数までの QoS 2 のメッセージを同時に受け取る',
    },
    statements: { 5: ['MQTT-4.9.0-1', 'MQTT-3.5.2-1'] },
    async check(bench) {
      const peer = await bench.connect('client');
      const count = Math.min(ofBroker(peer), AT_MOST);
      const publish = { cmd: 'publish', topic: bench.topic('a'), payload: 'x', qos: 2 } as const;
      for (let sent = 0; sent < count; sent++) {
        await peer.client.send({ ...publish, dup: false, retain: false, messageId: peer.nextId() });
      }
      const codes: number[] = [];
      while (codes.length < count) {
        codes.push((await peer.client.receive('PUBREC')).fields.reasonCode ?? 0);
      }
      return { expected: accepted, seen: codes };
    },
  },
  {
    id: 'receive-maximum.of-broker-not-0',
    says: {
      en: 'A broker that states its Receive Maximum accepts at least one message',
      ja: 'ブローカーが知らせる Receive Maximum は 1 以上である',
    },
    statements: { 5: ['MQTT-4.9.0-1'] },
    async check(bench) {
      return { expected: between(1, 65_535), seen: ofBroker(await bench.connect('client')) };
    },
  },
];
