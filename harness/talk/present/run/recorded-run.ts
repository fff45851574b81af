import { brokerTitle } from '../../../brokers/identity/title.ts';
import { isUnexpected } from '../../../lab/events.ts';
import type { Recording } from '../../../lab/recording/recording.ts';
import type { RecordedRun } from '../state.ts';
import { claimEvent, type RunEvent, unsupportedEvent } from './run-event.ts';

/** A recorded run as a list of events in order. */
export function recordedRun(recording: Recording): RecordedRun {
  const { lab, broker, protocolVersion, topicPrefix, trace, recordedAt } = recording;
  const stepAt = (at: number) => recording.steps.findLast((step) => step.at <= at)?.number ?? 0;
  const told: readonly Placed[] = [
    ...recording.steps.map((step) => placed({ type: 'step', ...step }, step.number)),
    ...trace.entries.map((entry) => placed({ type: 'packet', at: entry.at, entry }, stepAt(entry.at))),
    ...recording.notes.map(({ step, ...note }) => placed({ type: 'note', ...note }, step)),
    ...recording.observations.map(({ step, ...seen }) => placed({ type: 'observation', ...seen }, step)),
    ...recording.claims.map(({ step, ...claim }) => placed(claimEvent({ type: 'claim', ...claim }), step)),
    ...(recording.unsupported ?? []).map(({ step, ...claim }) =>
      placed(unsupportedEvent({ type: 'unsupported', ...claim }), step),
    ),
  ];
  // The last thing may be a sentence: a lab may see that a connection is over, and then say what follows from that.
  const end = Math.max(0, ...told.map(({ event }) => event.at));
  const { name, version, origin } = broker;
  const start: RunEvent = {
    type: 'start',
    lab: lab.id,
    title: lab.title,
    broker: { name, ...(version !== undefined && { version }), origin },
    protocolVersion,
    topicPrefix,
  };
  const outcome = recording.claims.some(isUnexpected) ? 'broken' : 'holds';
  return {
    broker: brokerTitle(broker),
    recordedAt,
    // Sorting is stable: with equal time and step, the order of the list decides, and a step comes before its contents.
    events: [start, ...told.toSorted(inOrder).map(({ event }) => event), { type: 'done', at: end, outcome }],
  };
}

type Timed = Exclude<RunEvent, { type: 'start' }>;

interface Placed {
  readonly event: Timed;
  readonly step: number;
}

const placed = (event: Timed, step: number): Placed => ({ event, step });

/** By time. At a resolution of 0.1 ms a claim and the next step are often equal; the claim was judged first. */
const inOrder = (a: Placed, b: Placed): number => a.event.at - b.event.at || a.step - b.step;
