import { readOn } from '../fact.ts';
import type { CloudLimits } from '../limits.ts';

const read = '2026-11';
const onMqtt = readOn({
  page: 'https://learn.microsoft.com/azure/event-grid/mqtt-support',
  read,
  copyFrom: '2025-07-30',
});
const onRetain = readOn({ page: 'https://learn.microsoft.com/azure/event-grid/mqtt-retain', read });
const quota = readOn({
  page: 'https://learn.microsoft.com/azure/event-grid/quotas-limits',
  read,
  copyFrom: '2025',
});
const notIn2024 = {
  doubt: { en: 'the page of 2024 says: not yet', ja: '2024 年のページでは「まだ対応していない」' },
};

const KiB = 1024;

/** What Microsoft documents about the MQTT broker of Event Grid namespaces. */
export const azureEventGridLimits: CloudLimits = {
  protocolVersions: onMqtt([4, 5]),
  listeners: onMqtt([
    { scheme: 'mqtts', port: 8883 },
    { scheme: 'wss', port: 443 },
  ]),
  tlsVersions: onMqtt(['1.2', '1.3']),
  noAnonymous: onMqtt(true),
  keepAlive: onMqtt({ maximum: 1_160 }),
  connectsPerSecond: quota({ count: 1, per: 'client-id' }),
  assignedClientId: onMqtt(true, notIn2024),
  responseInformation: onMqtt(false),
  userPropertiesOnPublishOnly: onMqtt(true),
  sessionExpiry: onMqtt({ maximum: 28_800, usualMaximum: 3_600, under311: 3_600, beyond: 'adjusted' }),
  queue: onMqtt({ messages: 100, bytes: 1024 * KiB }),
  queueOverflow: onMqtt('ends-the-session'),
  maximumQoS: onMqtt(1),
  publishAtQoS2: onMqtt('closed'),
  retain: onMqtt('kept', {
    doubt: {
      en: 'the page contradicts itself: under MQTT 3.1.1, it says, a RETAIN flag closes the connection',
      ja: 'ページの中で食い違いがある: MQTT 3.1.1 では RETAIN フラグで接続が切れる、ともある',
    },
  }),
  retainUnder311: onMqtt('closed', {
    doubt: {
      en: 'the page contradicts itself: elsewhere it says that retained messages are kept',
      ja: 'ページの中で食い違いがある: ほかの箇所では retain メッセージが残る',
    },
  }),
  retainedBytes: onRetain(64 * KiB),
  retainedMessages: onRetain(10_000),
  payloadBytes: quota(512 * KiB),
  packetBytes: onMqtt(512 * KiB),
  topicBytes: quota(256),
  topicLevels: quota(15),
  propertyBytes: quota({
    userProperties: 32 * KiB,
    responseTopic: 256,
    contentType: 256,
    correlationData: 256,
  }),
  topicAliasMaximum: onMqtt(10),
  topicAliasesToClient: onMqtt(0),
  receiveMaximum: quota(1_000),
  publishesPerSecond: quota({ count: 1_000, per: 'connection' }),
  bytesPerSecond: quota({ count: 1024 * KiB, per: 'connection' }),
  filtersPerSubscribe: quota(10),
  subscriptionsPerConnection: quota(50),
  subscribesPerSecond: quota({ count: 5, per: 'connection' }),
  sharedSubscriptions: onMqtt(true, notIn2024),
  subscriptionIdentifiers: onMqtt(true, notIn2024),
  order: onMqtt('guaranteed', {
    doubt: { en: 'an older page says: not guaranteed', ja: '以前のページでは「保証しない」' },
  }),
  inFlightToClient: quota(100),
  deliveriesPerSecond: quota({ count: 100, per: 'connection' }),
  errorPuback: onMqtt('closed'),
};
