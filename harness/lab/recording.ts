import { type RecordedTrace, toRecording } from '../wire/trace-recording.ts';
import type { LabRun } from './run.ts';

/** A run kept as JSON: what slides and diagrams are drawn from. */
export interface Recording
  extends Pick<
    LabRun,
    'lab' | 'broker' | 'protocolVersion' | 'topicPrefix' | 'steps' | 'claims' | 'observations'
  > {
  readonly format: 'mqtt-hands-on-recording';
  readonly version: 1;
  /** When it was recorded, ISO 8601. */
  readonly recordedAt: string;
  readonly trace: RecordedTrace;
}

/** @param recordedAt when the run was made */
export function recordingOf(run: LabRun, recordedAt: Date): Recording {
  const { lab, broker, protocolVersion, topicPrefix, steps, claims, observations, trace } = run;
  return {
    format: 'mqtt-hands-on-recording',
    version: 1,
    recordedAt: recordedAt.toISOString(),
    lab,
    broker,
    protocolVersion,
    topicPrefix,
    steps: steps.map((step) => ({ ...step, at: Math.round(step.at * 10) / 10 })),
    claims,
    observations,
    trace: toRecording(trace),
  };
}
