import type { Text } from '../../../base/text.ts';
import type { RecordedRun, Source } from '../state.ts';
import type { RunEvent } from './run-event.ts';

/** The events of a run whose live part broke off. */
export interface TakenOver {
  /** The first recorded step; 1: all are recorded. */
  readonly from: number;
  readonly live: readonly RunEvent[];
  readonly recorded: readonly RunEvent[];
}

/**
 * Replaces the rest of a run that broke off by its recording, from the beginning of the step in which it broke off: half a
 * step shows nothing.
 * @param live events of the run until then
 * @param recorded the events of the recording
 * @param from the step in which it broke off
 * @returns undefined if the recording has no such step
 */
export function takeOver(
  live: readonly RunEvent[],
  recorded: readonly RunEvent[],
  from: number,
): TakenOver | undefined {
  if (from <= 1) return { from: 1, live: [], recorded };
  const isFirst = (event: RunEvent) => event.type === 'step' && event.number === from;
  const begin = recorded.findIndex(isFirst);
  if (begin < 0) return undefined;
  const end = live.findIndex(isFirst);
  return {
    from,
    live: end < 0 ? live : live.slice(0, end),
    // The recorded start names the broker and the topics of the recorded part.
    recorded: [...recorded.filter(({ type }) => type === 'start'), ...recorded.slice(begin)],
  };
}

/** The current step; 0: none yet. */
export const stepIn = (events: readonly RunEvent[]): number =>
  events.reduce((newest, event) => (event.type === 'step' ? event.number : newest), 0);

/** The source of a run that is recorded from this step on. */
export const sourceFrom = (
  from: number,
  { broker, recordedAt }: RecordedRun,
  before: Source,
): Extract<Source, { kind: 'recording' }> => ({
  kind: 'recording',
  broker,
  recordedAt,
  why: recordedFrom(from),
  takesOver: {
    from,
    broker: before.kind === 'live' ? before.broker : (before.takesOver?.broker ?? before.broker),
  },
});

/** The last event of a run that broke off. */
export function brokenOff(events: readonly RunEvent[]): RunEvent {
  const last = events.at(-1);
  const at = last !== undefined && 'at' in last ? last.at : 0;
  return { type: 'done', at, outcome: 'could-not-run', reason: lost };
}

export const lost: Text = { en: 'the connection to the server was lost', ja: 'サーバーとの接続が切れました' };
const recordedFrom = (step: number): Text =>
  step === 1
    ? {
        en: 'the live run broke off: this is a recorded run',
        ja: '実行が途中で止まりました。これは記録の再生です',
      }
    : {
        en: `the live run broke off: recorded from step ${step} on`,
        ja: `実行が途中で止まりました。ステップ ${step} からは記録の再生です`,
      };
