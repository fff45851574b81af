import type { IPublishPacket, QoS } from 'mqtt-packet';
import type { Text } from '../../../base/text.ts';
import { type Condition, oneOf } from '../../../lab/claim.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { away } from '../../steps/away.ts';
import { connectKept } from '../../steps/kept-session.ts';
import { keep } from '../../steps/retained.ts';
import { propertiesInOrder } from './in-order.ts';
import { propertiesRefused } from './refused.ts';
import { type PublishProperties, readProperties } from './steps.ts';

type Sent = NonNullable<IPublishPacket['properties']>;

/** All 256 byte values. */
const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

const everything = (bench: Bench): Sent => ({
  payloadFormatIndicator: true,
  contentType: 'text/plain; charset=utf-8',
  responseTopic: bench.topic('answers'),
  correlationData: Buffer.from([0x00, 0xff, 0xc3, 0x28]),
  userProperties: { unit: '°C', 部屋: '会議室' },
});

const allOfIt = (bench: Bench): PublishProperties => ({
  payloadFormatIndicator: 1,
  contentType: 'text/plain; charset=utf-8',
  responseTopic: bench.topic('answers'),
  correlationData: '00ffc328',
  userProperties: [
    ['unit', '°C'],
    ['部屋', '会議室'],
  ],
});

/** The statements about the properties that a broker must forward. */
const unaltered = [
  'MQTT-3.3.2-4',
  'MQTT-3.3.2-15',
  'MQTT-3.3.2-16',
  'MQTT-3.3.2-17',
  'MQTT-3.3.2-18',
  'MQTT-3.3.2-20',
];

/** The properties of the next message; acknowledges it. */
export async function nextProperties(peer: Peer): Promise<PublishProperties> {
  const packet = await peer.client.receive('PUBLISH');
  await peer.acknowledge(packet);
  return readProperties(packet);
}

/** The properties that a subscriber receives of a message. */
async function handedOn(bench: Bench, properties: Sent, qos: QoS = 0): Promise<PublishProperties> {
  const topic = bench.topic('a');
  const subscriber = await bench.connect('subscriber');
  const publisher = await bench.connect('publisher');
  await subscriber.subscribe({ topic, qos });
  await publisher.publish(topic, 'x', { qos, properties });
  return nextProperties(subscriber);
}

interface Single {
  readonly id: string;
  readonly what: Text;
  readonly statement: string;
  readonly sent: (bench: Bench) => Sent;
  readonly expected: (bench: Bench) => PublishProperties;
}

const singles: readonly Single[] = [
  {
    id: 'content-type',
    what: { en: 'The content type', ja: 'コンテンツタイプ' },
    statement: 'MQTT-3.3.2-20',
    sent: () => ({ contentType: 'application/vnd.温度+json; v=1' }),
    expected: () => ({ contentType: 'application/vnd.温度+json; v=1' }),
  },
  {
    id: 'payload-format',
    what: { en: 'The payload format indicator', ja: 'ペイロード形式の指定' },
    statement: 'MQTT-3.3.2-4',
    sent: () => ({ payloadFormatIndicator: true }),
    expected: () => ({ payloadFormatIndicator: 1 }),
  },
  {
    id: 'response-topic',
    what: { en: 'The response topic', ja: '応答先のトピック' },
    statement: 'MQTT-3.3.2-15',
    sent: (bench) => ({ responseTopic: bench.topic('応答/ 1') }),
    expected: (bench) => ({ responseTopic: bench.topic('応答/ 1') }),
  },
  {
    id: 'correlation-data',
    what: { en: 'Correlation data, whatever its bytes,', ja: '相関データ(どんなバイト列でも)' },
    statement: 'MQTT-3.3.2-16',
    sent: () => ({ correlationData: allBytes }),
    expected: () => ({ correlationData: allBytes.toString('hex') }),
  },
];

const unchanged: readonly SpecClaim[] = singles.map(({ id, what, statement, sent, expected }) => ({
  id: `properties.${id}`,
  says: { en: `${what.en} arrives as it was sent`, ja: `${what.ja}が送ったとおりに届く` },
  statements: { 5: [statement] },
  check: async (bench) => ({ expected: expected(bench), seen: await handedOn(bench, sent(bench)) }),
}));

const atEachQos: readonly SpecClaim[] = ([0, 1, 2] as const).map((qos) => ({
  id: `properties.at-qos-${qos}`,
  says: {
    en: `A message at QoS ${qos} keeps all of its properties`,
    ja: `QoS ${qos} のメッセージは、プロパティーをすべて付けたまま届く`,
  },
  statements: { 5: unaltered },
  check: async (bench) => ({
    expected: allOfIt(bench),
    seen: await handedOn(bench, everything(bench), qos),
  }),
}));

/** Whether no property was added, apart from the message expiry, which a broker may set. */
const nothingAdded: Condition = {
  condition: 'none of what the publisher left out; the payload format may be 0',
  holds: (seen) => {
    const { payloadFormatIndicator = 0, messageExpiryInterval: _, ...others } = seen as PublishProperties;
    return payloadFormatIndicator === 0 && Object.keys(others).length === 0;
  },
};

export const properties: readonly SpecClaim[] = [
  ...unchanged,
  ...atEachQos,
  ...propertiesInOrder,
  {
    id: 'properties.payload-format-0',
    says: {
      en: 'A payload declared as bytes does not become text: the indicator stays 0, or absent',
      ja: 'バイト列と指定したペイロードがテキスト扱いに変わることはない。指定は 0 のままか、付かない',
    },
    statements: { 5: ['MQTT-3.3.2-4'] },
    check: async (bench) => ({
      expected: { payloadFormatIndicator: oneOf(0, undefined) },
      seen: await handedOn(bench, { payloadFormatIndicator: false }),
    }),
  },
  {
    id: 'properties.not-invented',
    says: {
      en: 'A message without properties arrives without them',
      ja: 'プロパティーのないメッセージは、ないまま届く',
    },
    statements: { 5: unaltered },
    check: async (bench) => ({ expected: nothingAdded, seen: await handedOn(bench, {}) }),
  },
  {
    id: 'properties.retained',
    says: {
      en: 'A retained message keeps all of its properties',
      ja: 'retain メッセージは、プロパティーをすべて付けたまま届く',
    },
    statements: { 5: ['MQTT-3.3.1-5', ...unaltered] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await keep(bench, publisher, 'a', 'kept', 1, everything(bench));
      const late = await bench.connect('late');
      await late.subscribe(bench.topic('a'));
      return { expected: allOfIt(bench), seen: await nextProperties(late) };
    },
  },
  {
    id: 'properties.queued',
    says: {
      en: 'A message that waits for a session to come back keeps all of its properties',
      ja: 'セッションの復帰を待つメッセージも、プロパティーをすべて付けたまま届く',
    },
    statements: { 5: ['MQTT-4.5.0-1', ...unaltered] },
    async check(bench) {
      const topic = bench.topic('a');
      await away(bench, 'sleeper', { topic, qos: 1 });
      const publisher = await bench.connect('publisher');
      await publisher.publish(topic, 'x', { qos: 1, properties: everything(bench) });
      await bench.settled(publisher);
      const back = await connectKept(bench, 'sleeper');
      return { expected: allOfIt(bench), seen: await nextProperties(back) };
    },
  },
  {
    id: 'properties.by-will',
    says: {
      en: 'A will comes with the properties CONNECT gave it, user properties in order',
      ja: '遺言は CONNECT で付けたプロパティーとともに届き、ユーザープロパティーの順番も変わらない',
    },
    statements: { 5: ['MQTT-3.1.3-10', ...unaltered] },
    async check(bench) {
      const topic = bench.topic('a');
      const subscriber = await bench.connect('subscriber');
      await subscriber.subscribe(topic);
      const { client } = await bench.connect('mortal', {
        will: { topic, payload: Buffer.from('gone'), qos: 0, retain: false, properties: everything(bench) },
      });
      client.destroy();
      return { expected: allOfIt(bench), seen: await nextProperties(subscriber) };
    },
  },
  ...propertiesRefused,
];
