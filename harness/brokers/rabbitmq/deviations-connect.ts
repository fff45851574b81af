import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import { ANSWERED, takenFor } from '../deviations/lenient/packets.ts';
import { type FiledDeviation, inFile } from '../deviations/of-broker.ts';

/** Deviations of RabbitMQ in connections, and in wills at their end. */
export const connectsToRabbitmq: readonly FiledDeviation[] = inFile(import.meta.url, [
  {
    claim: 'connect.password-without-user-name',
    statements: { 4: 'MQTT-3.1.4-1' },
    seen: { connack: 4, connection: 'closed by the broker' },
    does: {
      en: 'RabbitMQ refuses a password without a user name with return code 4 instead of closing the connection without CONNACK',
      ja: 'RabbitMQ は、CONNACK なしで切断すべきユーザー名のないパスワードを、リターンコード 4 で拒否する',
    },
    wire: [
      'client → broker  CONNECT  MQTT 3.1.1  (connect flags 0x42)',
      'broker → client  CONNACK  Bad user name or password',
      'client ┄ broker  closed by the broker',
    ],
    link: mqtt311Sections.connectActions,
  },
  {
    claim: 'connect.protocol-level',
    statements: { 4: 'MQTT-3.1.2-2' },
    seen: { connack: 'none', connection: 'closed by the broker' },
    does: {
      en: 'RabbitMQ closes the connection without a word on an unknown protocol level',
      ja: 'RabbitMQ は未知のプロトコルレベルの CONNECT に、何も答えずに切断する',
    },
    wire: ['client → broker  CONNECT  (protocol level 0x7f)', 'client ┄ broker  closed by the broker'],
    link: mqtt311Sections.connectFlags,
  },
  {
    claim: 'connect.second',
    statements: { 4: 'MQTT-3.1.0-2' },
    seen: ANSWERED,
    does: {
      en: 'RabbitMQ accepts a second CONNECT on a connection',
      ja: 'RabbitMQ は同じ接続での 2 回目の CONNECT を受け入れる',
    },
    wire: takenFor('client → broker  CONNECT   clean session', 'broker → client  CONNACK   Accepted'),
    link: 'https://github.com/rabbitmq/rabbitmq-mqtt/pull/180',
  },
  {
    claim: 'connect.session-without-subscription',
    statements: { 4: 'MQTT-3.2.2-2' },
    seen: false,
    does: {
      en: 'RabbitMQ keeps a session as a queue for its subscriptions: one without any is forgotten',
      ja: 'RabbitMQ はセッションを購読のキューとして保存するので、購読のないセッションは忘れられる',
    },
    wire: [
      'client → broker  CONNECT     clean session 0',
      'broker → client  CONNACK     Accepted',
      'client → broker  DISCONNECT',
      'client → broker  CONNECT     clean session 0',
      'broker → client  CONNACK     Accepted',
    ],
    link: mqtt311Sections.connack,
  },
  {
    claim: 'will.after-protocol-error',
    statements: { 4: 'MQTT-3.1.2-8' },
    seen: 'nothing',
    does: {
      en: 'RabbitMQ does not disconnect for a second CONNECT, so no will is published',
      ja: 'RabbitMQ は 2 回目の CONNECT で切断しないので、遺言も送られない',
    },
    wire: [
      'mortal → broker  CONNECT  clean session  will  qos 1  a  "gone"',
      'broker → mortal  CONNACK  Accepted',
      'mortal → broker  CONNECT  clean session',
      'broker → mortal  CONNACK  Accepted',
    ],
    link: 'https://github.com/rabbitmq/rabbitmq-mqtt/pull/180',
  },
  {
    claim: 'will.after-malformed-packet',
    statements: { 4: 'MQTT-3.1.2-8' },
    seen: 'nothing',
    does: {
      en: 'RabbitMQ drops the will of a client whose connection it closes for a malformed packet',
      ja: 'RabbitMQ は、不正な形式のパケットで切断したクライアントの遺言を捨てる',
    },
    wire: [
      'mortal → broker  CONNECT    clean session  will  qos 1  a  "gone"',
      'broker → mortal  CONNACK    Accepted',
      'mortal → broker  SUBSCRIBE  malformed: Invalid header flag bits, must be 0x2 for subscribe packet',
      'mortal ┄ broker  closed by the broker',
    ],
    link: mqtt311Sections.connectFlags,
  },
]);
