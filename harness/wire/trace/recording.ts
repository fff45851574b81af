import type { PacketFields, PacketProperties, TraceEntry, WillFields } from '../../protocol/packet.ts';
import { asText } from '../print/payload.ts';
import type { RecordedBytes, RecordedEntry, RecordedFields, RecordedTrace } from './schema.ts';

export interface RecordingBounds {
  /** Bytes kept of a payload; default: 256. */
  readonly payloadBytes?: number;
  /** Bytes kept of a packet as it was on the wire; default: 256. */
  readonly packetBytes?: number;
}

/** The MQTT 5 property that contains credentials. */
const SECRET = 'authenticationData';

/** The trace as JSON that `fromRecording` reads. It has no credentials: the tap keeps none, and AUTH data is left out here. */
export function toRecording(trace: Iterable<TraceEntry>, bounds: RecordingBounds = {}): RecordedTrace {
  return {
    format: 'mqtt-trace',
    version: 1,
    entries: Array.from(trace, (entry) => recordedEntry(entry, bounds)),
  };
}

/** One entry of it. */
export function recordedEntry(
  entry: TraceEntry,
  { payloadBytes = 256, packetBytes = 256 }: RecordingBounds = {},
): RecordedEntry {
  const at = Math.round(entry.at * 10) / 10;
  if (entry.kind !== 'packet') return { ...entry, at };
  const secret = entry.type === 'AUTH' || entry.fields.properties?.[SECRET] !== undefined;
  return {
    ...entry,
    at,
    fields: recordedFields(entry.fields, payloadBytes),
    bytes: Buffer.from(secret ? [] : entry.bytes.subarray(0, packetBytes)).toString('base64'),
  };
}

function recordedFields({ payload, will, properties, ...rest }: PacketFields, most: number): RecordedFields {
  return {
    ...rest,
    ...(payload && { payload: recordedBytes(payload, most) }),
    ...(will && { will: recordedWill(will, most) }),
    ...(properties && { properties: recordedProperties(properties) }),
  };
}

function recordedWill(
  { payload, properties, ...rest }: WillFields,
  most: number,
): NonNullable<RecordedFields['will']> {
  return {
    ...rest,
    payload: recordedBytes(payload, most),
    ...(properties && { properties: recordedProperties(properties) }),
  };
}

/** Cuts between two characters, so that a long text stays text. */
function recordedBytes(bytes: Uint8Array, most: number): RecordedBytes {
  const kept = bytes.subarray(0, most);
  const text = asText(kept, bytes.length > most);
  return text === undefined ? { base64: Buffer.from(kept).toString('base64') } : { text };
}

function recordedProperties(properties: PacketProperties): PacketProperties {
  const known = Object.entries(properties).filter(([name, value]) => name !== SECRET && value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, plain(value)]));
}

const plain = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? { base64: Buffer.from(value).toString('base64') }
    : JSON.parse(JSON.stringify(value));
