import { same } from '../../base/text.ts';
import { brokerTitle } from '../../brokers/identity/title.ts';
import type { Recording } from '../../lab/recording/recording.ts';
import { fromRecording } from '../../wire/trace/reading.ts';
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
    ...recording.observations.map(({ step, says, seen }) => {
      const value = same(JSON.stringify(seen));
      return { step, text: { en: `${says.en}: ${value.en}`, ja: `${says.ja}: ${value.ja}` } };
    }),
  ],
  trace: fromRecording(recording.trace),
});
