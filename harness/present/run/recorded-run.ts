import { brokerTitle } from '../../brokers/title.ts';
import { isNews } from '../../lab/events.ts';
import type { Recording } from '../../lab/recording.ts';
import type { RecordedRun } from '../state.ts';
import { claimEvent, type RunEvent } from './run-event.ts';

/** A recorded run as the events it told, in order. */
export function recordedRun(recording: Recording): RecordedRun {
  const { lab, broker, protocolVersion, topicPrefix, trace, recordedAt } = recording;
  const end = trace.entries.at(-1)?.at ?? 0;
  const told: RunEvent[] = [
    ...recording.steps.map((step) => ({ type: 'step' as const, ...step })),
    ...trace.entries.map((entry) => ({ type: 'packet' as const, at: entry.at, entry })),
    ...recording.notes.map((note) => ({ type: 'note' as const, ...note })),
    ...recording.observations.map((seen) => ({ type: 'observation' as const, ...seen })),
    ...recording.claims.map((claim) => claimEvent({ type: 'claim', ...claim })),
  ];
  const { name, version, origin } = broker;
  const start: RunEvent = {
    type: 'start',
    lab: lab.id,
    title: lab.title,
    broker: { name, ...(version !== undefined && { version }), origin },
    protocolVersion,
    topicPrefix,
  };
  const outcome = recording.claims.some(isNews) ? 'broken' : 'holds';
  return {
    broker: brokerTitle(broker),
    recordedAt,
    // Sorting is stable: what has one time stays in the order of this list, a step before what is in it.
    events: [start, ...told.sort(byTime), { type: 'done', at: end, outcome }],
  };
}

const timeOf = (event: RunEvent): number => ('at' in event ? event.at : 0);
const byTime = (a: RunEvent, b: RunEvent): number => timeOf(a) - timeOf(b);
