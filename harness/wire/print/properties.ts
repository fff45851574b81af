import { visible } from '../../base/visible.ts';
import type { PacketProperties } from '../../protocol/packet.ts';
import { visiblePayload } from './payload.ts';
import { withoutPrefix } from './without-prefix.ts';

const WIDTH = 32;

/**
 * The MQTT 5 properties of a packet in words, without its topic alias, e.g. `content type text/plain`.
 * @param stripPrefix is left out at the beginning of topics
 */
export function propertiesInWords(properties: PacketProperties = {}, stripPrefix = ''): string[] {
  return Object.entries(properties).flatMap(([name, value]) => words[name]?.(value, stripPrefix) ?? []);
}

/** What each property is called, by its name in MQTT.js. */
const words: Readonly<Record<string, (value: unknown, stripPrefix: string) => string[]>> = {
  payloadFormatIndicator: (value) => [value === true || value === 1 ? 'format utf-8' : 'format bytes'],
  messageExpiryInterval: (value) => [`expires in ${String(value)} s`],
  contentType: (value) => [`content type ${text(value)}`],
  responseTopic: (value, stripPrefix) => [`answer to ${text(withoutPrefix(String(value), stripPrefix))}`],
  correlationData: (value) =>
    value instanceof Uint8Array ? [`correlation ${visiblePayload(value, value.length, WIDTH)}`] : [],
  subscriptionIdentifier: (value) => [`subscription ${[value].flat().join(', ')}`],
  sessionExpiryInterval: (value) => [`session expiry ${interval(value)}`],
  willDelayInterval: (value) => [`delay ${String(value)} s`],
  receiveMaximum: (value) => [`receive maximum ${String(value)}`],
  maximumPacketSize: (value) => [`maximum packet ${String(value)} B`],
  topicAliasMaximum: (value) => [`topic alias maximum ${String(value)}`],
  requestResponseInformation: (value) => [`request response information ${bit(value)}`],
  requestProblemInformation: (value) => [`request problem information ${bit(value)}`],
  authenticationMethod: (value) => [`authentication ${text(value)}`],
  authenticationData: () => ['authentication data'],
  maximumQoS: (value) => [`maximum qos ${String(value)}`],
  retainAvailable: (value) => [`retain available ${bit(value)}`],
  assignedClientIdentifier: (value) => [`client id ${text(value)}`],
  wildcardSubscriptionAvailable: (value) => [`wildcards ${bit(value)}`],
  subscriptionIdentifiersAvailable: (value) => [`subscription identifiers ${bit(value)}`],
  sharedSubscriptionAvailable: (value) => [`shared subscriptions ${bit(value)}`],
  serverKeepAlive: (value) => [`keep alive ${String(value)} s`],
  responseInformation: (value) => [`response information ${text(value)}`],
  serverReference: (value) => [`server ${text(value)}`],
  reasonString: (value) => [`reason ${text(value)}`],
  userProperties: (value) => Object.entries(Object(value)).flatMap(([key, own]) => pairs(key, own)),
};

/** [MQTT 5, 3.1.2.11.2]: 0xFFFFFFFF means that the session does not expire. */
export const interval = (value: unknown): string => (value === 0xffff_ffff ? 'never' : `${String(value)} s`);

const bit = (value: unknown): string => (value === true || value === 1 ? '1' : '0');

/** A user property may be there several times [MQTT 5, 3.3.2.3.7]. */
const pairs = (key: string, values: unknown): string[] =>
  [values].flat().map((value) => `${text(key)}: ${text(value)}`);

const text = (value: unknown): string => visible(String(value), WIDTH);
