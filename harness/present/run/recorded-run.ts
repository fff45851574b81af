import type { Recording } from '../../lab/recording.ts';
import type { RunEvent } from './run-event.ts';

/** When it was; recordings of before that was kept have it at the end. */
const timeOf = (timed: object, end: number): number =>
  'at' in timed && typeof timed.at === 'number' ? timed.at : end;

/** The events of a recorded run, in order, as if it ran again. */
export function recordedEvents(recording: Recording): RunEvent[] {
  const { lab, broker, protocolVersion, topicPrefix, steps, claims, observations, trace } = recording;
  const end = trace.entries.at(-1)?.at ?? 0;
  const told: Exclude<RunEvent, { type: 'start' }>[] = [
    ...steps.map((step) => ({ type: 'step' as const, ...step })),
    ...trace.entries.map((entry) => ({ type: 'packet' as const, at: entry.at, entry })),
    ...claims.map((claim) => ({ type: 'claim' as const, ...claim, at: timeOf(claim, end) })),
    ...observations.map((seen) => ({ type: 'observation' as const, ...seen, at: timeOf(seen, end) })),
  ];
  const outcome = claims.every(({ result, deviation }) => result === 'holds' || deviation) ? 'holds' : 'broken';
  const { version } = broker;
  return [
    {
      type: 'start',
      lab: lab.id,
      title: lab.title,
      broker: { name: broker.name, ...(version !== undefined && { version }), origin: broker.origin },
      protocolVersion,
      topicPrefix,
    },
    // Sorting is stable: what has one time stays in the order of this list, a step before what is in it.
    ...told.sort((a, b) => a.at - b.at),
    { type: 'done', at: end, outcome },
  ];
}
