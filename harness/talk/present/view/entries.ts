import type { TraceEntry } from '../../../protocol/packet.ts';
import type { RecordedBytes, RecordedEntry } from '../../../wire/trace/schema.ts';

/** A recorded entry as what draws it wants it; without the packet's own bytes, which are not drawn. */
export function entryOf(recorded: RecordedEntry): TraceEntry {
  if (recorded.kind !== 'packet') return recorded;
  const { payload, will, ...fields } = recorded.fields;
  return {
    ...recorded,
    bytes: new Uint8Array(),
    fields: {
      ...fields,
      ...(payload && { payload: bytesOf(payload) }),
      ...(will && { will: { ...will, payload: bytesOf(will.payload) } }),
    },
  };
}

const bytesOf = (bytes: RecordedBytes): Uint8Array =>
  'text' in bytes
    ? new TextEncoder().encode(bytes.text)
    : Uint8Array.from(atob(bytes.base64), (character) => character.charCodeAt(0));
