import { ACCEPTED } from '../deviations/lenient/connect.ts';
import { type Deviation, type FiledDeviation, inFile } from '../deviations/of-broker.ts';
import { countsTooLargeAsInFlight } from '../deviations/too-large-in-flight.ts';
import { emqxSource } from './source.ts';

const offByOne: Deviation = {
  claim: 'identifier.largest',
  statements: { 5: 'MQTT-3.3.4-3' },
  seen: 'the connection was closed by the broker; unread: DISCONNECT 0xa1 Subscription Identifiers not supported',
  does: {
    en: 'EMQX refuses the largest Subscription Identifier, 268,435,455 (mended in 6.0.3, 6.1.2 and 6.2)',
    ja: 'EMQX は最大のサブスクリプション識別子 268,435,455 を拒否する(6.0.3、6.1.2、6.2 で解消)',
  },
  wire: [
    'client → broker  SUBSCRIBE   id 1  a  qos 0',
    'broker → client  DISCONNECT  Subscription Identifiers not supported',
    'client ┄ broker  closed by the broker',
  ],
  link: emqxSource('emqx_packet.erl', 264),
};

/** Deviations of EMQX from MQTT 5, also in strict mode. */
export const emqxMqtt5: readonly FiledDeviation[] = inFile(import.meta.url, [
  { ...offByOne, mended: '6.0.3' },
  // 6.1.0 was released before the fix. This range is known from the sources only.
  { ...offByOne, since: '6.1.0', lookedAt: ['5.8.9'], mended: '6.1.2' },
  {
    claim: 'maximum-packet.fits',
    statements: { 5: 'MQTT-3.8.4-8' },
    seen: [],
    does: {
      en: 'EMQX sends a packet only where it is smaller than the Maximum Packet Size: one of exactly 200 bytes is dropped where 200 are allowed',
      ja: 'EMQX は Maximum Packet Size より小さいパケットだけを送る。上限が 200 バイトなら、ちょうど 200 バイトのものは捨てられる',
    },
    wire: [
      'publisher → broker  PUBLISH  qos 0  a  "xxxxxxxx"…  200 B',
      'publisher → broker  PUBLISH  qos 0  a  "last"',
      'broker    → small   PUBLISH  qos 0  a  "last"',
    ],
    link: emqxSource('emqx_frame.erl', 1153),
  },
  countsTooLargeAsInFlight('EMQX', emqxSource('emqx_connection.erl', 879)),
  {
    claim: 'reason.unknown-authentication',
    statements: { 5: 'MQTT-4.12.0-1' },
    seen: ACCEPTED,
    does: {
      en: 'EMQX without an authenticator lets in a client whatever authentication method it names, and repeats that method in CONNACK',
      ja: '認証を設定していない EMQX は、どんな認証方式を指定したクライアントも受け入れ、その方式を CONNACK で返す',
    },
    wire: ['client → broker  CONNECT  MQTT 5  clean start', 'broker → client  CONNACK  Success  50 B'],
    link: emqxSource('emqx_channel.erl', 2275),
  },
  {
    claim: 'reason.invalid-disconnect',
    statements: { 5: 'MQTT-3.1.2-8' },
    seen: 'nothing',
    does: {
      en: 'EMQX forgets the will before it finds that the DISCONNECT is invalid',
      ja: 'EMQX は DISCONNECT が無効だと気づく前に、遺言を捨ててしまう',
    },
    wire: [
      'mortal → broker  CONNECT     MQTT 5  clean start  will  qos 1  will  "gone"',
      'broker → mortal  CONNACK     Success',
      'mortal → broker  DISCONNECT  Normal disconnection  session expiry 60 s',
      'broker → mortal  DISCONNECT  Protocol Error',
    ],
    link: emqxSource('emqx_channel.erl', 1070),
  },
]);
