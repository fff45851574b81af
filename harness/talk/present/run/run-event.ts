import type { LabEvent } from '../../../lab/events.ts';
import { type Verdict, verdictOf } from '../../../lab/verdict.ts';
import { toRecording } from '../../../wire/trace/recording.ts';
import type { RecordedEntry } from '../../../wire/trace/schema.ts';

type Claim = Extract<LabEvent, { type: 'claim' }>;
type Unsupported = Extract<LabEvent, { type: 'unsupported' }>;

/** An event of a lab as it is sent to other processes and browsers: bytes as text or Base64, as in a recording. */
export type RunEvent =
  | Exclude<LabEvent, { type: 'packet' | 'claim' | 'unsupported' }>
  | { readonly type: 'packet'; readonly at: number; readonly entry: RecordedEntry }
  | (Claim & { readonly verdict: Verdict })
  | (Unsupported & { readonly verdict: 'unsupported' });

export function runEvent(event: LabEvent): RunEvent {
  if (event.type === 'claim') return claimEvent(event);
  if (event.type === 'unsupported') return unsupportedEvent(event);
  if (event.type !== 'packet') return event;
  const [entry] = toRecording([event.entry]).entries;
  if (entry === undefined) throw new TypeError('a trace of one entry is recorded as one');
  return { ...event, entry };
}

export const claimEvent = (claim: Claim): Extract<RunEvent, { type: 'claim' }> => ({
  ...claim,
  verdict: verdictOf(claim),
});

export const unsupportedEvent = (claim: Unsupported): Extract<RunEvent, { type: 'unsupported' }> => ({
  ...claim,
  verdict: 'unsupported',
});
