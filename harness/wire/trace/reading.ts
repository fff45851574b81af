import { same } from '../../base/text.ts';
import {
  type ConnectionEvent,
  type Fate,
  type PacketEntry,
  type PacketFields,
  type PacketProperties,
  packetTypes,
  type SubscriptionFields,
  type TraceEntry,
  type WillFields,
} from '../../protocol/packet.ts';
import { connectionWords, fateWords } from '../print/words.ts';
import { JsonFields } from './json.ts';
import { Trace } from './trace.ts';

const connectionEvents = Object.keys(connectionWords) as ConnectionEvent[];
const fates = ['passed', ...Object.keys(fateWords)] as Fate[];
const directions = ['to-broker', 'to-client'] as const;

const string = (fields: JsonFields, name: string) => fields.string(name);
const number = (fields: JsonFields, name: string) => fields.number(name);
const boolean = (fields: JsonFields, name: string) => fields.boolean(name);

/**
 * The trace of a recording made by `toRecording`.
 * @param json as `JSON.parse` gives it; anything may be in it
 * @param where what to call it in a complaint
 * @throws CannotRunError `recording-not-readable` that says where and what is wrong
 */
export function fromRecording(json: unknown, where = 'trace'): Trace {
  const recording = new JsonFields(json, where);
  recording.oneOf('format', ['mqtt-trace']);
  if (recording.number('version') !== 1) recording.refuse('version', same('1'));
  return new Trace(recording.objects('entries').map(traceEntry));
}

function traceEntry(fields: JsonFields): TraceEntry {
  const kind = fields.oneOf('kind', ['packet', 'connection', 'dropped']);
  const at = fields.number('at');
  if (kind === 'packet') return packetEntry(fields);
  if (kind === 'connection') {
    return {
      kind,
      at,
      connection: fields.number('connection'),
      client: fields.string('client'),
      what: fields.oneOf('what', connectionEvents),
      ...fields.found(['direction'], () => fields.oneOf('direction', directions)),
      ...fields.found(['detail'], string),
    };
  }
  return {
    kind,
    at,
    packets: fields.number('packets'),
    bytes: fields.number('bytes'),
    connections: fields.number('connections'),
  };
}

function packetEntry(fields: JsonFields): PacketEntry {
  return {
    kind: 'packet',
    at: fields.number('at'),
    connection: fields.number('connection'),
    client: fields.string('client'),
    direction: fields.oneOf('direction', directions),
    type: fields.oneOf('type', packetTypes),
    size: fields.number('size'),
    fields: packetFields(fields.object('fields')),
    ...fields.found(['malformed'], string),
    fate: fields.oneOf('fate', fates),
    bytes: base64(fields, 'bytes'),
  };
}

function packetFields(fields: JsonFields): PacketFields {
  return {
    ...fields.found(['dup', 'retain', 'clean', 'username', 'password', 'sessionPresent'], boolean),
    ...fields.found(['qos', 'messageId', 'payloadLength', 'protocolVersion', 'keepAlive'], number),
    ...fields.found(['returnCode', 'reasonCode'], number),
    ...fields.found(['topic', 'aliasedTopic', 'clientId'], string),
    ...fields.found(['payload'], () => bytes(fields.object('payload'))),
    ...fields.found(['will'], () => willFields(fields.object('will'))),
    ...fields.found(['subscriptions'], () => fields.objects('subscriptions').map(subscription)),
    ...fields.found(['filters'], () => fields.strings('filters')),
    ...fields.found(['granted'], () => fields.numbers('granted')),
    ...fields.found(['properties'], () => packetProperties(fields.object('properties'))),
  };
}

function willFields(fields: JsonFields): WillFields {
  return {
    topic: fields.string('topic'),
    qos: fields.number('qos'),
    retain: fields.boolean('retain'),
    payload: bytes(fields.object('payload')),
    payloadLength: fields.number('payloadLength'),
    ...fields.found(['properties'], () => packetProperties(fields.object('properties'))),
  };
}

function subscription(fields: JsonFields): SubscriptionFields {
  return {
    filter: fields.string('filter'),
    qos: fields.number('qos'),
    ...fields.found(['noLocal', 'retainAsPublished'], boolean),
    ...fields.found(['retainHandling'], number),
  };
}

/** The one property that is bytes and may be recorded is the correlation data of a request. */
function packetProperties(fields: JsonFields): PacketProperties {
  return Object.fromEntries(
    fields
      .names()
      .map((name) => [name, name === 'correlationData' ? bytes(fields.object(name)) : fields.raw(name)]),
  );
}

function bytes(fields: JsonFields): Uint8Array {
  return fields.has('text') ? Buffer.from(fields.string('text'), 'utf8') : base64(fields, 'base64');
}

/** A browser's `atob` throws where Node reads on. */
function base64(fields: JsonFields, name: string): Uint8Array {
  const text = fields.string(name);
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
  return isBase64 ? Buffer.from(text, 'base64') : fields.refuse(name, same('base64'));
}
