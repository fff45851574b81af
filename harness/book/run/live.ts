import { brokerTitle } from '../../brokers/identity/title.ts';
import type { RunEvent } from '../../talk/present/run/run-event.ts';
import { fromRecording } from '../../wire/trace/reading.ts';
import type { RecordedEntry } from '../../wire/trace/schema.ts';
import { observed } from './observed.ts';
import type { Run, RunStep } from './run.ts';

type Told<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** The run that a lab has told so far; undefined until it has begun. */
export function runSoFar(events: readonly RunEvent[]): Run | undefined {
  const start = events.find((event) => event.type === 'start');
  return start && new Story(start, events).run;
}

class Story {
  readonly #steps: RunStep[] = [];
  readonly #claims: Run['claims'][number][] = [];
  readonly #remarks: Run['remarks'][number][] = [];
  readonly #entries: RecordedEntry[] = [];
  readonly #start: Told<'start'>;

  constructor(start: Told<'start'>, events: readonly RunEvent[]) {
    this.#start = start;
    for (const event of events) this.#add(event);
  }

  get run(): Run {
    const { broker, topicPrefix, protocolVersion, title } = this.#start;
    return {
      broker: brokerTitle(broker),
      topicPrefix,
      protocolVersion,
      title,
      steps: this.#steps,
      claims: this.#claims,
      remarks: this.#remarks,
      trace: fromRecording({ format: 'mqtt-trace', version: 1, entries: this.#entries }),
    };
  }

  #add(event: RunEvent): void {
    const step = this.#steps.at(-1)?.number ?? 0;
    if (event.type === 'packet') this.#entries.push(event.entry);
    else if (event.type === 'step') {
      const { number, title, question } = event;
      this.#steps.push({ number, title, ...(question && { question }), at: this.#now });
    } else if (event.type === 'claim' || event.type === 'unsupported') this.#claims.push({ ...event, step });
    else if (event.type === 'note') this.#remarks.push({ step, text: event.text });
    else if (event.type === 'observation') this.#remarks.push({ step, text: observed(event) });
  }

  /** Just after the last packet so far, on the clock of the packets. */
  get #now(): number {
    return (this.#entries.at(-1)?.at ?? 0) + 0.001;
  }
}
