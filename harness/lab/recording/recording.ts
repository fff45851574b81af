import { same, type Text } from '../../base/text.ts';
import { brokerTitle } from '../../brokers/identity/title.ts';
import { toRecording } from '../../wire/trace/recording.ts';
import type { RecordedTrace } from '../../wire/trace/schema.ts';
import type { JudgedClaim, Observation, UnsupportedClaim } from '../events.ts';
import type { LabRun } from '../lab-run.ts';

/** A run as JSON, from which slides and diagrams are drawn. Times are in ms on the trace's clock, to 0.1 ms. */
export interface Recording
  extends Pick<LabRun, 'lab' | 'broker' | 'protocolVersion' | 'topicPrefix' | 'steps'> {
  readonly format: 'mqtt-hands-on-recording';
  readonly version: 1;
  /** When it was recorded, ISO 8601. */
  readonly recordedAt: string;
  readonly notes: readonly ({ readonly text: Text } & Placed)[];
  readonly claims: readonly (JudgedClaim & Placed)[];
  /** Left out if there are none. */
  readonly unsupported?: readonly (UnsupportedClaim & Placed)[];
  readonly observations: readonly (Observation & Placed)[];
  /** The clients whose programs took part; left out if there are none. */
  readonly programs?: readonly string[];
  readonly trace: RecordedTrace;
}

interface Timed {
  readonly at: number;
}

/** The time and the step of a remark; step 0 is before the first step. */
interface Placed extends Timed {
  readonly step: number;
}

/**
 * Makes the recording of a run. It has the broker's name and version, but not its image or path, which mean nothing on another
 * machine.
 * @param recordedAt when the run was made
 */
export function recordingOf(run: LabRun, recordedAt: Date): Recording {
  const { lab, broker, protocolVersion, topicPrefix, steps, remarks, programs, trace } = run;
  return {
    format: 'mqtt-hands-on-recording',
    version: 1,
    recordedAt: recordedAt.toISOString(),
    lab,
    broker: { ...broker, origin: same(brokerTitle(broker)) },
    protocolVersion,
    topicPrefix,
    steps: steps.map(rounded),
    ...remarksByType(remarks),
    ...(programs.length > 0 && { programs }),
    trace: toRecording(trace),
  };
}

type Said = Pick<Recording, 'notes' | 'claims' | 'unsupported' | 'observations'>;

function remarksByType(remarks: LabRun['remarks']): Said {
  const unsupported = remarks.flatMap((remark) =>
    remark.type === 'unsupported' ? [withoutType(remark)] : [],
  );
  return {
    notes: remarks.flatMap((remark) => (remark.type === 'note' ? [withoutType(remark)] : [])),
    claims: remarks.flatMap((remark) => (remark.type === 'claim' ? [withoutType(remark)] : [])),
    ...(unsupported.length > 0 && { unsupported }),
    observations: remarks.flatMap((remark) => (remark.type === 'observation' ? [withoutType(remark)] : [])),
  };
}

function withoutType<R extends Timed & { readonly type: string }>(remark: R): Omit<R, 'type'> {
  const { type: _, ...rest } = remark;
  return rounded(rest);
}

const rounded = <T extends Timed>(timed: T): T => ({ ...timed, at: Math.round(timed.at * 10) / 10 });

/** A recording as the text of its file: one line for each step, claim and packet, so that a diff can be read. */
export function recordingText(recording: Recording): string {
  const { trace, ...rest } = recording;
  const fields = Object.entries(rest).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${laidOut(value, '  ')}`,
  );
  const { entries, ...head } = trace;
  const entry = `  "trace": {${JSON.stringify(head).slice(1, -1)}, "entries": ${laidOut(entries, '  ')}}`;
  return `{\n${[...fields, entry].join(',\n')}\n}\n`;
}

function laidOut(value: unknown, indent: string): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return `[\n${value.map((item) => `${indent}  ${JSON.stringify(item)}`).join(',\n')}\n${indent}]`;
}
