import { inFile, ofBroker } from '../../brokers/deviations/of-broker.ts';
import { aliasUnheededBy } from './limits.ts';
import { sessionUnheededBy } from './session.ts';

const connack = 'https://github.com/eclipse-mosquitto/mosquitto/blob/v2.0.11/lib/handle_connack.c';

export const mosquittoSub = ofBroker(
  'mosquitto_sub',
  ['2.0.11'],
  inFile(import.meta.url, [
    { ...sessionUnheededBy('mosquitto_sub', connack), lookedAt: ['2.0.11', '2.0.22'], mended: '2.1.0' },
    {
      claim: 'alias.accepted',
      statements: { 5: 'MQTT-3.3.2-10' },
      mended: '2.1.0',
      seen: 'closed',
      does: {
        en: 'mosquitto_sub does not know topic aliases: given a Topic Alias Maximum, it closes at the first empty topic',
        ja: 'mosquitto_sub はトピックエイリアスを知らない。Topic Alias Maximum を指定すると、空のトピックが届いたところで閉じる',
      },
      wire: [
        'client → broker     CONNECT    Topic Alias Maximum 5',
        'broker → client     PUBLISH    qos 1  id 1  office/stage  alias 5',
        'client → broker     PUBACK     id 1',
        'broker → client     PUBLISH    qos 1  id 2  alias 5, no topic',
        'client              closes',
      ],
      link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/1468',
    },
  ]),
);

export const mosquittoPub = ofBroker(
  'mosquitto_pub',
  ['2.0.11'],
  inFile(import.meta.url, [
    { ...sessionUnheededBy('mosquitto_pub', connack), mended: '2.1.0' },
    {
      claim: 'alias.of-this-connection',
      statements: { 5: 'MQTT-3.3.2-7' },
      mended: '2.0.15',
      sometimes: {
        en: 'only with -l, where it sends the topic once and connects again after a cut',
        ja: 'トピックを 1 度だけ送り、切断後に接続し直す -l のときだけ',
      },
      seen: 'an alias without a topic',
      does: {
        en: 'mosquitto_pub goes on with its topic alias, and an empty topic, on a new connection',
        ja: 'mosquitto_pub は新しい接続でもトピックを空にし、前の接続のトピックエイリアスを使い続ける',
      },
      wire: [
        'client → broker     PUBLISH    stage/door  alias 1',
        'client ✗ broker     connection cut',
        'client → broker     CONNECT',
        'broker → client     CONNACK',
        'client → broker     PUBLISH    alias 1, no topic',
      ],
      link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/2494',
    },
    aliasUnheededBy('mosquitto_pub', 'https://github.com/eclipse-mosquitto/mosquitto/issues/3638'),
    {
      claim: 'limits.packet-size',
      statements: { 5: 'MQTT-3.2.2-15' },
      seen: 'beyond',
      does: {
        en: 'mosquitto_pub counts a message up to three bytes short, and sends one that is that much too large',
        ja: 'mosquitto_pub はメッセージの長さを最大 3 バイト短く数え、その分だけ大きすぎるものを送る',
      },
      wire: [
        'broker → client     CONNACK    Maximum Packet Size 21',
        'client → broker     PUBLISH    qos 2  id 1  stage/door  "hello"  22 B',
      ],
      link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/3503',
    },
  ]),
);
