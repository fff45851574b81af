import { visible } from '../../base/visible.ts';
import type { PacketProperties } from '../../protocol/packet.ts';
import { visiblePayload } from './payload.ts';
import { withoutPrefix } from './without-prefix.ts';

const WIDTH = 32;

/**
 * The MQTT 5 properties of a message in words, without its topic alias, e.g. `content type text/plain`.
 * @param stripPrefix is left out at the beginning of topics
 */
export function messageProperties(properties: PacketProperties = {}, stripPrefix = ''): string[] {
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
  userProperties: (value) => Object.entries(Object(value)).flatMap(([key, own]) => pairs(key, own)),
};

/** A user property may be there several times [MQTT 5, 3.3.2.3.7]. */
const pairs = (key: string, values: unknown): string[] =>
  [values].flat().map((value) => `${text(key)}: ${text(value)}`);

const text = (value: unknown): string => visible(String(value), WIDTH);
