import { inFile, ofBroker } from '../../brokers/deviations/of-broker.ts';
import { limitsUnheededBy } from './limits.ts';
import { sessionUnheededBy } from './session.ts';

export const mqttjs = ofBroker(
  'mqttjs',
  ['3.0.0', '4.3.8', '5.16.0'],
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
        'client → broker     PUBLISH    qos 1  id 17126  "open 1"',
        'client ✗ broker     connection cut',
        'client → broker     CONNECT    clean session 0',
        'broker → client     CONNACK    session present',
        'client → broker     PUBLISH    qos 1  id 17126  "open 1"',
      ],
      link: 'https://github.com/mqttjs/MQTT.js/issues/692',
    },
    {
      claim: 'errors.closes',
      statements: { 4: 'MQTT-4.8.0-1' },
      seen: 'goes on',
      does: {
        en: 'MQTT.js tells the program of what it cannot read, by an error event, and keeps the connection',
        ja: 'MQTT.js は読めないパケットを error イベントで知らせるだけで、接続を閉じない',
      },
      wire: ['broker → client     36 07 …    both QoS bits set', 'client              stays connected'],
      link: 'https://github.com/mqttjs/mqtt-packet/issues/14',
    },
    sessionUnheededBy(
      'MQTT.js',
      'https://github.com/mqttjs/MQTT.js/blob/v5.16.0/src/lib/handlers/connack.ts',
    ),
    ...limitsUnheededBy(
      'MQTT.js',
      'https://github.com/mqttjs/MQTT.js/blob/v5.16.0/src/lib/handlers/connack.ts',
    ),
  ]),
);
