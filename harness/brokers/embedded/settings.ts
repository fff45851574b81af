import { documentedAt, type Setting } from '../limits/setting.ts';

const handler = documentedAt(
  'https://github.com/moscajs/aedes/blob/main/docs/Aedes.md#handler-authorizesubscribe-client-subscription-callback',
);
const options = documentedAt('https://github.com/moscajs/aedes/blob/main/docs/Aedes.md#new-aedesoptions');

/** The settings of aedes that decide what an observation sees. */
export const embeddedSettings: Readonly<Record<string, Setting>> = {
  'access.everything': handler('authorizeSubscribe'),
  'access.sys': handler('authorizeSubscribe'),
  'connect.response-information': options('responseInformation'),
  'limits.receive-maximum': options('receiveMaximum'),
  'limits.maximum-packet-size': options('maximumPacketSize'),
  'limits.topic-alias-maximum': options('topicAliasMaximum'),
  'limits.server-keep-alive': options('keepaliveLimit'),
  'limits.session-expiry': options('sessionExpiryIntervalLimit'),
  'limits.two-mebibytes': options('maximumPacketSize'),
  'limits.topic-levels': options('maxTopicLevels'),
};
