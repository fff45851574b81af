import { inFile, ofBroker } from '../../brokers/deviations/of-broker.ts';
import { limitsUnheededBy } from './limits.ts';
import { sessionUnheededBy } from './session.ts';

const publishes = 'https://github.com/emqx/MQTTX/blob/v1.13.0/cli/src/lib/pub.ts';

/** MQTTX CLI, which is built on MQTT.js 4. Its publisher sends one message, so Receive Maximum can't be judged. */
export const mqttx = ofBroker(
  'mqttx',
  ['1.13.0'],
  inFile(import.meta.url, [
    {
      claim: 'resend.dup',
      statements: { 5: 'MQTT-3.3.1-1' },
      seen: 'DUP 0',
      does: {
        en: 'MQTTX CLI sends a message again without the DUP flag, as MQTT.js does',
        ja: 'MQTTX CLI は、MQTT.js と同じく、DUP フラグを立てずに送り直す',
      },
      wire: [
        'client → broker     PUBLISH    qos 2  id 47358  stage/door  "open"',
        'client ✗ broker     connection cut',
        'client → broker     CONNECT    clean start 0',
        'broker → client     CONNACK    session present',
        'client → broker     PUBLISH    qos 2  id 47358  stage/door  "open"',
      ],
      link: 'https://github.com/mqttjs/MQTT.js/issues/692',
    },
    {
      claim: 'errors.closes',
      statements: { 4: 'MQTT-4.8.0-1' },
      seen: 'goes on',
      does: {
        en: 'MQTTX CLI keeps the connection when it is sent what it cannot read',
        ja: 'MQTTX CLI は、読めないパケットを受け取っても接続を閉じない',
      },
      wire: ['broker → client     36 07 …    both QoS bits set', 'client              stays connected'],
      link: 'https://github.com/mqttjs/mqtt-packet/issues/14',
    },
    sessionUnheededBy('MQTTX CLI', 'https://github.com/emqx/MQTTX/blob/v1.13.0/cli/src/lib/sub.ts'),
    ...limitsUnheededBy('MQTTX CLI', publishes, [
      'limits.packet-size',
      'limits.maximum-qos',
      'limits.retain',
    ]),
  ]),
);
