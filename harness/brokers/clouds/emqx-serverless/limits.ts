import { readOn } from '../fact.ts';
import type { CloudLimits } from '../limits.ts';

const quota = readOn({
  page: 'https://docs.emqx.com/en/cloud/latest/create/restriction.html',
  read: '2026-11',
});

const MiB = 1024 * 1024;

/** What EMQ documents about EMQX Cloud Serverless. */
export const emqxServerlessLimits: CloudLimits = {
  tlsVersions: quota(['1.2', '1.3']),
  noAnonymous: quota(true),
  clientIdBytes: quota(1_024, {
    doubt: {
      en: 'an older page says 23 for MQTT 3.x and 256 for MQTT 5',
      ja: '以前のページでは MQTT 3.x で 23、MQTT 5 で 256',
    },
  }),
  sessionExpiry: quota({ under311: 7_200 }),
  queue: quota({ messages: 1_000 }),
  retain: quota('kept'),
  retainedBytes: quota(MiB),
  retainedMessages: quota(2_000),
  payloadBytes: quota(MiB),
  publishesPerSecond: quota({ count: 10, per: 'connection' }),
  subscriptionsPerConnection: quota(10),
  subscribesPerSecond: quota({ count: 1_000, per: 'connection' }),
  filterLevels: quota(10),
  messagesPerSecond: quota({ count: 1_000, per: 'account' }),
};
