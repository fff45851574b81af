import type { LabEvent } from '../../lab/events.ts';
import { type RecordedEntry, toRecording } from '../../wire/trace-recording.ts';

/** A lab's event as it crosses processes and goes to browsers: bytes as text or base64, as in a recording. */
export type RunEvent =
  | Exclude<LabEvent, { type: 'packet' }>
  | { readonly type: 'packet'; readonly at: number; readonly entry: RecordedEntry };

export function runEvent(event: LabEvent): RunEvent {
  if (event.type !== 'packet') return event;
  const [entry] = toRecording([event.entry]).entries;
  if (entry === undefined) throw new TypeError('a trace of one entry is recorded as one');
  return { ...event, entry };
}
