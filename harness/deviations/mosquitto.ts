import { type Deviation, eachVersion } from './each-version.ts';
import type { KnownDeviation } from './known-deviations.ts';

const ofMosquitto: readonly Omit<Deviation, 'broker'>[] = [
  {
    claim: 'malformed.pingreq-flags',
    versions: ['2.0.11'],
    statements: { 4: 'MQTT-2.2.2-2', 5: 'MQTT-2.1.3-1' },
    seen: 'still open: PINGRESP came',
    does: {
      en: 'Mosquitto 2.0.11 answers a PINGREQ with a flag in its fixed header; 2.0.21 closes the connection',
      ja: 'Mosquitto 2.0.11 は固定ヘッダーにフラグのある PINGREQ に答える。2.0.21 は接続を閉じる',
    },
    wire: [
      'client → broker  PINGREQ   malformed: Invalid header flag bits, must be 0x0 for pingreq packet',
      'client → broker  PINGREQ',
      'broker → client  PINGRESP',
      'broker → client  PINGRESP',
    ],
    link: 'https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html#_Toc398718022',
  },
  {
    claim: 'filters.overlapping-wide-higher',
    versions: ['2.0.11', '2.0.21'],
    statements: { 4: 'MQTT-3.3.5-1' },
    seen: 0,
    does: {
      en: 'Mosquitto 2.0 delivers one copy under 3.1.1, at the QoS of the filter that it finds first',
      ja: 'Mosquitto 2.0 は 3.1.1 では 1 通だけを、最初に見つけたフィルターの QoS で届ける',
    },
    wire: [
      'subscriber → broker      SUBSCRIBE  id 1  a/+  qos 2  a/b  qos 0',
      'broker     → subscriber  SUBACK     id 1  granted qos 2  granted qos 0',
      'publisher  → broker      PUBLISH    qos 2  id 1  a/b  "open"',
      'broker     → subscriber  PUBLISH    qos 0  a/b  "open"',
    ],
    link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/3319',
  },
];

export const mosquittoDeviations: readonly KnownDeviation[] = ofMosquitto.flatMap((deviation) =>
  eachVersion({ broker: 'mosquitto', ...deviation }),
);
