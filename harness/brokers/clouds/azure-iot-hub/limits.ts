import { readOn } from '../fact.ts';
import type { CloudLimits } from '../limits.ts';

const onMqtt = readOn({
  page: 'https://learn.microsoft.com/azure/iot/iot-mqtt-connect-to-iot-hub',
  read: '2026-11',
  copyFrom: '2025-03',
});
const quota = readOn({
  page: 'https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling',
  read: '2026-11',
  copyFrom: '2019',
});

/** The topic to which a device sends its messages. */
const events = 'devices/{id}/messages/events/#';

/** What Microsoft documents about IoT Hub. */
export const azureIotHubLimits: CloudLimits = {
  protocolVersions: onMqtt([4]),
  listeners: onMqtt([
    { scheme: 'mqtts', port: 8883 },
    { scheme: 'wss', port: 443 },
  ]),
  tlsVersions: onMqtt(['1.2']),
  noAnonymous: onMqtt(true),
  keepAlive: onMqtt({ maximum: 1_177 }),
  maximumQoS: onMqtt(1),
  publishAtQoS2: onMqtt('closed'),
  subscribeAtQoS2: onMqtt('granted-1'),
  retain: onMqtt('not-kept'),
  payloadBytes: quota(256 * 1024),
  allowedTopics: onMqtt({
    publish: [events, '$iothub/twin/#', '$iothub/methods/#'],
    subscribe: ['devices/{id}/messages/devicebound/#', '$iothub/twin/#', '$iothub/methods/#'],
  }),
  willTopics: onMqtt([events]),
  subscriptionsPerConnection: onMqtt(5),
  wildcards: onMqtt(false),
  queue: quota({ messages: 50 }),
};
