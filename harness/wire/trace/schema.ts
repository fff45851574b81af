import * as v from 'valibot';
import {
  boolean,
  either,
  exactly,
  list,
  number,
  object,
  oneOf,
  openObject,
  optional,
  string,
  wanted,
} from '../../base/readable.ts';
import { same } from '../../base/text.ts';
import { type ConnectionEvent, type Fate, type PacketFields, packetTypes } from '../../protocol/packet.ts';
import { connectionWords, fateWords } from '../print/words.ts';

/** Checked, because `atob` of a browser throws on what Node accepts. */
const base64 = v.pipe(
  string,
  v.check((text) => text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text), wanted(same('base64'))),
  v.transform((text): Uint8Array => Buffer.from(text, 'base64')),
);

const inText = v.pipe(
  object({ text: string }),
  v.transform(({ text }): Uint8Array => Buffer.from(text, 'utf8')),
);
const inBase64 = v.pipe(
  object({ base64 }),
  v.transform((bytes) => bytes.base64),
);

/** Bytes as JSON: text where they are UTF-8, else base64. */
export type RecordedBytes = v.InferInput<typeof inText> | v.InferInput<typeof inBase64>;

const bytes = v.lazy(
  (input): v.GenericSchema<RecordedBytes, Uint8Array> =>
    typeof input === 'object' && input !== null && 'text' in input ? inText : inBase64,
);

/** Correlation data is the only property with bytes that is recorded. */
const properties = openObject({ correlationData: optional(bytes) });

const will = object({
  topic: string,
  qos: number,
  retain: boolean,
  payload: bytes,
  payloadLength: number,
  properties: optional(properties),
});

const subscription = object({
  filter: string,
  qos: number,
  noLocal: optional(boolean),
  retainAsPublished: optional(boolean),
  retainHandling: optional(number),
});

/** Every field that a packet may have. The compiler reports a missing one. */
const fields = object({
  dup: optional(boolean),
  qos: optional(number),
  retain: optional(boolean),
  topic: optional(string),
  aliasedTopic: optional(string),
  messageId: optional(number),
  payload: optional(bytes),
  payloadLength: optional(number),
  protocolVersion: optional(number),
  clientId: optional(string),
  clean: optional(boolean),
  keepAlive: optional(number),
  username: optional(boolean),
  password: optional(boolean),
  bridge: optional(boolean),
  will: optional(will),
  sessionPresent: optional(boolean),
  returnCode: optional(number),
  reasonCode: optional(number),
  subscriptions: optional(list(subscription)),
  filters: optional(list(string)),
  granted: optional(list(number)),
  properties: optional(properties),
} satisfies Readonly<Record<keyof PacketFields, unknown>>);

const direction = oneOf(['to-broker', 'to-client']);

const packet = object({
  kind: exactly('packet'),
  at: number,
  connection: number,
  client: string,
  direction,
  type: oneOf(packetTypes),
  size: number,
  fields,
  malformed: optional(string),
  fate: oneOf(['passed', ...Object.keys(fateWords)] as Fate[]),
  bytes: base64,
});

const connection = object({
  kind: exactly('connection'),
  at: number,
  connection: number,
  client: string,
  what: oneOf(Object.keys(connectionWords) as ConnectionEvent[]),
  direction: optional(direction),
  detail: optional(string),
});

const dropped = object({
  kind: exactly('dropped'),
  at: number,
  packets: number,
  bytes: number,
  connections: number,
});

const kinds = [packet, connection, dropped] as const;

/** A trace as JSON. Times are rounded to 0.1 ms; payloads and packets are cut to their first bytes. */
export const traceSchema = object({
  format: oneOf(['mqtt-trace']),
  version: exactly(1),
  entries: list(either('kind', ['packet', 'connection', 'dropped'], kinds)),
});

export type RecordedTrace = v.InferInput<typeof traceSchema>;
export type RecordedEntry = RecordedTrace['entries'][number];
export type RecordedFields = v.InferInput<typeof fields>;
