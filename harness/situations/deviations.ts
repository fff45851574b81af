import type { KnownDeviation } from '../brokers/deviations/known-deviation.ts';
import { inFile, ofBroker } from '../brokers/deviations/of-broker.ts';

/** Deviations of clients, each looked into by hand. The client stands where a broker does in those of brokers. */
const mqttjs = ofBroker(
  'mqttjs',
  ['5.16.0'],
  inFile(import.meta.url, [
    {
      claim: 'resend.dup',
      statements: { 4: 'MQTT-3.3.1-1', 5: 'MQTT-3.3.1-1' },
      seen: 'DUP 0',
      does: {
        en: 'MQTT.js sends a message again without the DUP flag',
        ja: 'MQTT.js は DUP フラグを立てずに送り直す',
      },
      wire: [
        'client → broker     PUBLISH    qos 1  id 1',
        '                    connection cut',
        'client → broker     CONNECT',
        'broker → client     CONNACK    session present',
        'client → broker     PUBLISH    qos 1  id 1      (DUP 0)',
      ],
      link: 'https://github.com/mqttjs/MQTT.js/issues/692',
    },
  ]),
);

const mosquittoPub = ofBroker(
  'mosquitto_pub',
  ['2.0.11'],
  inFile(import.meta.url, [
    {
      claim: 'alias.of-this-connection',
      statements: { 5: 'MQTT-3.3.2-7' },
      mended: '2.0.15',
      seen: 'an alias without a topic',
      does: {
        en: 'mosquitto_pub goes on with its topic alias, and an empty topic, on a new connection',
        ja: 'mosquitto_pub は新しい接続でもトピックを空にし、前の接続のトピックエイリアスを使い続ける',
      },
      wire: [
        'client → broker     PUBLISH    topic t  alias 1',
        '                    connection cut',
        'client → broker     CONNECT',
        'broker → client     CONNACK',
        'client → broker     PUBLISH    topic (empty)  alias 1',
      ],
      link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/2494',
    },
  ]),
);

/** Every known deviation of every client. */
export const knownClientDeviations: readonly KnownDeviation[] = [...mqttjs, ...mosquittoPub];
