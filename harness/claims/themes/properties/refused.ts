import type { Text } from '../../../base/text.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { field, propertyList, rawPacket } from '../../steps/bytes.ts';
import { answer, cutOffFor } from '../../steps/ending.ts';
import { goodConnect, refusal } from '../connect/refused.ts';

type Bytes = Uint8Array | readonly number[];

const publish = (bench: Bench, properties: Bytes): Buffer =>
  rawPacket(0x30, field(bench.topic('a')), properties, Buffer.from('x'));

const subscribe = (bench: Bench, properties: Bytes): Buffer =>
  rawPacket(0x82, [0, 1], properties, field(bench.topic('a')), [0]);

const contentType = Buffer.concat([Buffer.of(0x03), field('text/plain')]);
/** Server Keep Alive, a property of CONNACK only. */
const serverKeepAlive = [0x13, 0, 60];
const unknown = [0x7f, 1];
const subscriptionIdentifier = [0x0b, 1];

interface Refused {
  readonly id: string;
  readonly what: Text;
  readonly packet: (bench: Bench) => Buffer;
  readonly statements?: readonly string[];
}

const refused: readonly Refused[] = [
  {
    id: 'unknown',
    what: { en: 'A PUBLISH with an unknown property', ja: '未定義のプロパティーを付けた PUBLISH' },
    packet: (bench) => publish(bench, propertyList(unknown)),
  },
  {
    id: 'unknown-in-subscribe',
    what: {
      en: 'A SUBSCRIBE with an unknown property',
      ja: '未定義のプロパティーを付けた SUBSCRIBE',
    },
    packet: (bench) => subscribe(bench, propertyList(unknown)),
  },
  {
    id: 'of-another-packet',
    what: { en: 'A PUBLISH with a property of CONNACK', ja: 'CONNACK のプロパティーを付けた PUBLISH' },
    packet: (bench) => publish(bench, propertyList(serverKeepAlive)),
  },
  {
    id: 'of-another-packet-in-subscribe',
    what: { en: 'A SUBSCRIBE with a property of PUBLISH', ja: 'PUBLISH のプロパティーを付けた SUBSCRIBE' },
    packet: (bench) => subscribe(bench, propertyList(contentType)),
  },
  {
    id: 'twice',
    what: { en: 'A PUBLISH with two content types', ja: 'コンテンツタイプが 2 つある PUBLISH' },
    packet: (bench) => publish(bench, propertyList(contentType, contentType)),
  },
  {
    id: 'identifier-twice',
    what: {
      en: 'A SUBSCRIBE with two Subscription Identifiers',
      ja: 'サブスクリプション識別子が 2 つある SUBSCRIBE',
    },
    packet: (bench) => subscribe(bench, propertyList(subscriptionIdentifier, subscriptionIdentifier)),
  },
  {
    id: 'identifier-from-publisher',
    what: {
      en: 'A PUBLISH with a Subscription Identifier, which only a broker sends,',
      ja: 'ブローカーだけが付けるサブスクリプション識別子を付けた PUBLISH',
    },
    packet: (bench) => publish(bench, propertyList(subscriptionIdentifier)),
    statements: ['MQTT-3.3.4-6'],
  },
  {
    id: 'longer-than-packet',
    what: {
      en: 'A PUBLISH whose properties are longer than the packet',
      ja: 'プロパティーの長さがパケットからはみ出す PUBLISH',
    },
    packet: (bench) => rawPacket(0x30, field(bench.topic('a')), [0x20], contentType),
  },
  {
    id: 'length-of-five-bytes',
    what: {
      en: 'A PUBLISH whose property length takes five bytes',
      ja: 'プロパティー長に 5 バイトを使った PUBLISH',
    },
    packet: (bench) => publish(bench, [0x80, 0x80, 0x80, 0x80, 0x00]),
    statements: ['MQTT-1.5.5-1'],
  },
  {
    id: 'ill-formed-text',
    what: { en: 'A PUBLISH whose content type is not UTF-8', ja: 'コンテンツタイプが UTF-8 でない PUBLISH' },
    packet: (bench) => publish(bench, propertyList([0x03, 0, 1, 0xff])),
    statements: ['MQTT-1.5.4-1', 'MQTT-3.3.2-19'],
  },
];

/** A valid CONNECT with these properties. */
function connectWith(bench: Bench, properties: Buffer): Buffer {
  const { connect, at } = goodConnect(bench);
  // Protocol name, level, flags and keep alive come before the properties.
  return rawPacket(0x10, connect.subarray(at - 2, at + 8), properties, connect.subarray(at + 9));
}

const refusedConnects: readonly (Pick<Refused, 'id' | 'what'> & { readonly properties: Buffer })[] = [
  {
    id: 'connect-unknown',
    what: { en: 'with an unknown property', ja: '未定義のプロパティーを付けた' },
    properties: propertyList(unknown),
  },
  {
    id: 'connect-twice',
    what: { en: 'with two Session Expiry Intervals', ja: 'Session Expiry Interval が 2 つある' },
    properties: propertyList([0x11, 0, 0, 0, 1], [0x11, 0, 0, 0, 1]),
  },
  {
    id: 'connect-problem-information-2',
    what: { en: 'with Request Problem Information 2', ja: 'Request Problem Information が 2 の' },
    properties: propertyList([0x17, 2]),
  },
  {
    id: 'connect-authentication-data-alone',
    what: { en: 'with authentication data but no method', ja: '認証方式がないのに認証データがある' },
    properties: propertyList(Buffer.concat([Buffer.of(0x16), field('secret')])),
  },
  {
    id: 'connect-receive-maximum-0',
    what: { en: 'with Receive Maximum 0', ja: 'Receive Maximum が 0 の' },
    properties: propertyList([0x21, 0, 0]),
  },
  {
    id: 'connect-maximum-packet-0',
    what: { en: 'with Maximum Packet Size 0', ja: 'Maximum Packet Size が 0 の' },
    properties: propertyList([0x27, 0, 0, 0, 0]),
  },
];

/** Properties that a client must not send. */
export const propertiesRefused: readonly SpecClaim[] = [
  ...refused.map(
    ({ id, what, packet, statements = [] }): SpecClaim => ({
      id: `properties.refused-${id}`,
      says: { en: `${what.en} ends the connection`, ja: `${what.ja} を送ると、接続を閉じられる` },
      statements: { 5: [...statements, 'MQTT-4.13.1-1'] },
      async check(bench) {
        const { client } = await bench.connect('client');
        return cutOffFor(client, packet(bench));
      },
    }),
  ),
  ...refusedConnects.map(
    ({ id, what, properties }): SpecClaim => ({
      id: `properties.refused-${id}`,
      says: { en: `A CONNECT ${what.en} is refused`, ja: `${what.ja} CONNECT は拒否される` },
      statements: { 5: ['MQTT-3.1.4-1', 'MQTT-4.13.1-1'] },
      async check(bench) {
        const client = await bench.open();
        await client.send(connectWith(bench, properties));
        return {
          expected: { connack: refusal(bench), connection: 'closed by the broker' },
          seen: await answer(client),
        };
      },
    }),
  ),
];
