import { readOn } from '../fact.ts';
import type { CloudLimits } from '../limits.ts';

const guide = 'https://docs.aws.amazon.com/iot/latest/developerguide';
const read = '2026-11';
const onMqtt = readOn({ page: `${guide}/mqtt.html`, read });
const onProtocols = readOn({ page: `${guide}/protocols.html`, read });
const quota = readOn({
  page: 'https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits',
  read,
  asQuoted: true,
});
const differences = { anchor: 'mqtt-differences' };
const mqtt5 = { anchor: 'mqtt5' };

const KiB = 1024;

/** What AWS documents about IoT Core. */
export const awsIotCoreLimits: CloudLimits = {
  protocolVersions: onMqtt([4, 5]),
  listeners: onProtocols([
    { scheme: 'mqtts', port: 8883 },
    { scheme: 'mqtts', port: 443, alpn: 'x-amzn-mqtt-ca' },
    { scheme: 'mqtts', port: 443, alpn: 'mqtt' },
    { scheme: 'wss', port: 443 },
  ]),
  tlsVersions: onProtocols(['1.2', '1.3']),
  waitsForConnack: onMqtt(true, differences),
  clientIdBytes: quota(128),
  clientIdNotBeginning: quota('$'),
  keepAlive: quota({ minimum: 30, maximum: 1_200, outside: 'adjusted' }),
  connectsPerSecond: quota({ count: 1, per: 'client-id' }),
  webSocketSeconds: quota(86_400),
  assignedClientId: onMqtt(true, mqtt5),
  enhancedAuthentication: onMqtt(false, differences),
  sessionExpiry: onMqtt(
    { maximum: 604_800, usualMaximum: 3_600, under311: 3_600, beyond: 'adjusted', mayLastLonger: 1_800 },
    { anchor: 'mqtt-persistent-sessions' },
  ),
  replayedPerSecond: onMqtt(10, { anchor: 'mqtt-persistent-sessions' }),
  maximumQoS: onMqtt(1, differences),
  publishAtQoS2: onMqtt('unanswered', differences),
  retain: onMqtt('not-for-wildcards-or-shared', { anchor: 'mqtt-retain' }),
  payloadBytes: quota(128 * KiB),
  packetBytes: quota(146 * KiB, {
    doubt: {
      en: 'the page on MQTT says that a packet cannot exceed 128 KB',
      ja: 'MQTT のページには、パケットは 128 KB まで、とある',
    },
  }),
  topicBytes: quota(256),
  topicLevels: quota(8),
  topicAliasMaximum: onMqtt(8, { anchor: 'mqtt5-topic-alias' }),
  receiveMaximum: quota(100),
  publishesPerSecond: quota({ count: 100, per: 'connection' }),
  bytesPerSecond: quota({ count: 512 * KiB, per: 'connection' }),
  messageExpiry: onMqtt(
    { minimum: 1, maximum: 604_800, outside: 'adjusted' },
    { anchor: 'mqtt5-message-expiry' },
  ),
  subscribeAtQoS2: onMqtt('unanswered', differences),
  filtersPerSubscribe: quota(8),
  subscriptionsPerConnection: quota(50),
  sharedSubscriptions: onMqtt(true, { anchor: 'mqtt5-shared-subscription' }),
  sharedUnder311: onMqtt(true, { anchor: 'mqtt5-shared-subscription' }),
  sharedOverflow: onMqtt('drops-the-newest', { anchor: 'mqtt5-shared-subscription' }),
  subscriptionIdentifiers: onMqtt(false, mqtt5),
  subscriptionMayBeLate: onMqtt(true, differences),
  hashMatchesParent: onMqtt(false, differences),
  order: onMqtt('not-guaranteed', differences),
  dup: onMqtt('not-supported', differences),
  packetIdAtResending: onMqtt('may-change', differences),
  qos0MayRepeat: onMqtt(true, differences),
  inFlightToClient: quota(100),
  reasonCodes: onMqtt(
    {
      CONNACK: [0x80, 0x85, 0x86, 0x87, 0x90, 0x97, 0x9b],
      PUBACK: [0x80, 0x87, 0x90, 0x91, 0x97],
      SUBACK: [0x80, 0x87, 0x8f, 0x91, 0x97],
      DISCONNECT: [0x81, 0x82, 0x87, 0x8b, 0x8d, 0x8e, 0x8f, 0x90, 0x93, 0x94, 0x97, 0x98, 0x9b, 0xa1],
    },
    { anchor: 'mqtt5-reason-codes' },
  ),
};
