import { brokerTitle } from '../../brokers/identity/title.ts';
import type { Recording } from '../../lab/recording/recording.ts';
import { fromRecording } from '../../wire/trace/reading.ts';
import { observed } from './observed.ts';
import type { Run } from './run.ts';

/** The run that a recording keeps. */
export const runOf = (recording: Recording): Run => ({
  broker: brokerTitle(recording.broker),
  topicPrefix: recording.topicPrefix,
  protocolVersion: recording.protocolVersion,
  title: recording.lab.title,
  steps: recording.steps,
  claims: [...recording.claims, ...(recording.unsupported ?? [])],
  remarks: [
    ...recording.notes.map(({ step, text }) => ({ step, text })),
    ...recording.observations.map((seen) => ({ step: seen.step, text: observed(seen) })),
  ],
  trace: fromRecording(recording.trace),
});
