import type { Text } from '../../../../base/text.ts';
import type { TraceEntry } from '../../../../protocol/packet.ts';
import type { RunEvent } from '../../run/run-event.ts';
import { say } from '../say.ts';
import { entryOf } from './entries.ts';

type Told<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

export interface Step {
  readonly number: number;
  readonly title: Text | undefined;
  readonly entries: TraceEntry[];
  readonly remarks: Remark[];
  /** Ids of the claims that were judged in it. */
  readonly judged: string[];
  /** The broker and the topics; a recording may have taken over from a live run. */
  readonly start: Told<'start'> | undefined;
}

export type Remark = Told<'note'> | Told<'observation'>;

/** A note, or an observation in which brokers may differ, as a sentence. */
export const remarkLine = (remark: Remark): string =>
  remark.type === 'note' ? say(remark.text) : `${say(remark.says)}: ${JSON.stringify(remark.seen)}`;

/** The events of a run so far, sorted by kind. */
export interface Story {
  start: Told<'start'> | undefined;
  /** Events before the first step are in step 0. */
  readonly steps: Step[];
  readonly claims: Map<string, Told<'claim' | 'unsupported'>>;
  readonly remarks: Remark[];
  done: Told<'done'> | undefined;
  /** Its packets, each with the number of its event. */
  readonly packets: Map<TraceEntry, number>;
}

export function storyOf(events: readonly RunEvent[]): Story {
  const story: Story = {
    start: undefined,
    steps: [],
    claims: new Map(),
    remarks: [],
    done: undefined,
    packets: new Map(),
  };
  for (const [number, event] of events.entries()) add(story, event, number);
  return story;
}

function add(story: Story, event: RunEvent, number: number): void {
  if (event.type === 'start') story.start = event;
  else if (event.type === 'step') {
    // Clients that connect before the first step belong to it.
    const [zero] = story.steps;
    const before = event.number === 1 && zero ? story.steps.splice(0).flatMap(({ entries }) => entries) : [];
    story.steps.push(stepOf(story, event.number, event.title, before));
  } else if (event.type === 'packet') {
    if (story.steps.length === 0) story.steps.push(stepOf(story, 0, undefined));
    const entry = entryOf(event.entry);
    story.steps.at(-1)?.entries.push(entry);
    if (entry.kind === 'packet') story.packets.set(entry, number);
  } else if (event.type === 'claim' || event.type === 'unsupported') {
    story.claims.set(event.id, event);
    story.steps.at(-1)?.judged.push(event.id);
  } else if (event.type === 'done') story.done = event;
  else {
    story.remarks.push(event);
    story.steps.at(-1)?.remarks.push(event);
  }
}

const stepOf = (
  { start }: Story,
  number: number,
  title: Text | undefined,
  entries: TraceEntry[] = [],
): Step => ({
  number,
  title,
  entries,
  remarks: [],
  judged: [],
  start,
});
