import { inFile, ofBroker } from '../../brokers/deviations/of-broker.ts';
import { aliasUnheededBy, limitsUnheededBy } from './limits.ts';
import { sessionUnheededBy } from './session.ts';

const client = 'https://github.com/eclipse-paho/paho.mqtt.python/blob/v2.1.0/src/paho/mqtt/client.py';

export const paho = ofBroker(
  'paho',
  ['1.6.1', '2.1.0'],
  inFile(import.meta.url, [
    {
      claim: 'acknowledge.with-reason-codes',
      statements: { 5: 'MQTT-4.3.3-11' },
      mended: '2.0.0',
      lookedAt: ['1.6.1'],
      seen: 'closed',
      does: {
        en: 'paho-mqtt raises struct.error for a PUBREL that has a reason code; with loop_forever the program ends',
        ja: 'paho-mqtt は理由コードのある PUBREL で struct.error を投げる。loop_forever ならプログラムが終わる',
      },
      wire: ['broker → client     PUBREL     id 2  6 B', 'client              closes; exit code 1'],
      link: 'https://github.com/eclipse-paho/paho.mqtt.python/issues/696',
    },
    {
      claim: 'errors.closes',
      statements: { 4: 'MQTT-2.2.2-2' },
      seen: 'goes on',
      does: {
        en: 'paho-mqtt does not look at the flags of PUBREL, and answers it',
        ja: 'paho-mqtt は PUBREL のフラグを見ずに応える',
      },
      wire: ['broker → client     60 02 00 09', 'client → broker     PUBCOMP    id 9'],
      link: client,
    },
    sessionUnheededBy('paho-mqtt', client),
    aliasUnheededBy('paho-mqtt', client),
    {
      claim: 'alias.of-this-connection',
      statements: { 5: 'MQTT-3.3.2-7' },
      sometimes: {
        en: 'only where the program leaves the topic out, and the connection ends before PUBACK',
        ja: 'プログラムがトピックを省き、PUBACK の前に接続が切れた場合だけ',
      },
      seen: 'an alias without a topic',
      does: {
        en: 'paho-mqtt sends a message again as it was, with a topic alias of the connection before, and an empty topic',
        ja: 'paho-mqtt は、前の接続のトピックエイリアスと空のトピックのまま、メッセージを送り直す',
      },
      wire: [
        'client → broker     PUBLISH    stage/door  alias 1  qos 0',
        'client → broker     PUBLISH    alias 1, no topic  qos 1  id 2',
        'client ✗ broker     connection cut',
        'client → broker     CONNECT    clean start 0',
        'broker → client     CONNACK    session present',
        'client → broker     PUBLISH    dup  alias 1, no topic  qos 1  id 2',
      ],
      link: 'https://github.com/eclipse-paho/paho.mqtt.python/issues/893',
    },
    {
      claim: 'keep-alive.of-the-broker',
      statements: { 5: 'MQTT-3.2.2-21' },
      sometimes: {
        en: 'only where its own keep alive is longer than the one of the broker',
        ja: '自分の Keep Alive が、ブローカーの指定より長い場合だけ',
      },
      seen: 'exceeded',
      does: {
        en: 'paho-mqtt does not look at Server Keep Alive in CONNACK, and goes on with its own keep alive',
        ja: 'paho-mqtt は CONNACK の Server Keep Alive を見ず、自分の Keep Alive のままにする',
      },
      wire: [
        'client → broker     CONNECT    keep alive 60',
        'broker → client     CONNACK    server keep alive 2',
        'nothing in 8 s',
      ],
      link: 'https://github.com/eclipse-paho/paho.mqtt.python/issues/905',
    },
    ...limitsUnheededBy('paho-mqtt', client),
  ]),
);
