import type { TraceEntry } from '../../../../protocol/packet.ts';
import type { RecordedBytes, RecordedEntry } from '../../../../wire/trace/schema.ts';

/** Converts a recorded entry to the form that the diagram draws. */
export function entryOf(recorded: RecordedEntry): TraceEntry {
  if (recorded.kind !== 'packet') return recorded;
  const { payload, will, ...fields } = recorded.fields;
  return {
    ...recorded,
    bytes: fromBase64(recorded.bytes),
    fields: {
      ...fields,
      ...(payload && { payload: bytesOf(payload) }),
      ...(will && { will: { ...will, payload: bytesOf(will.payload) } }),
    },
  };
}

const bytesOf = (bytes: RecordedBytes): Uint8Array =>
  'text' in bytes ? new TextEncoder().encode(bytes.text) : fromBase64(bytes.base64);

const fromBase64 = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
