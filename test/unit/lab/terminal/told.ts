import { type Language, same } from '../../../../harness/base/text.ts';
import type { LabEvent } from '../../../../harness/lab/events.ts';
import type { Matter } from '../../../../harness/lab/matters.ts';
import { narrator } from '../../../../harness/lab/terminal/terminal.ts';
import { Story } from '../../wire/trace/story.ts';

interface Told {
  readonly language?: Language;
  readonly width?: number;
  readonly all?: boolean;
  readonly matters?: readonly Matter[];
  readonly tour?: number;
  readonly asides?: readonly number[];
  readonly colour?: boolean;
  readonly isWhole?: (client: string) => boolean;
}

export const step = (number: number): LabEvent => ({
  type: 'step',
  at: 0,
  number,
  title: same(`Step ${number}`),
});
export const claim: Extract<LabEvent, { type: 'claim' }> = {
  type: 'claim',
  at: 0,
  id: 'a.claim',
  says: { en: 'It holds', ja: '成り立つ' },
  statements: ['MQTT-3.3.1-5'],
  result: 'holds',
  expected: 1,
  seen: 1,
};
export const done: LabEvent = { type: 'done', at: 0, outcome: 'holds' };

/** What a terminal shows of a run: its lines. */
export function shown(
  events: readonly (LabEvent | Story)[],
  { language = 'en', matters = ['filters'], asides = [], ...more }: Told = {},
): string[] {
  let written = '';
  const tell = narrator({
    language,
    colour: false,
    packets: true,
    write: (line) => {
      written += line;
    },
    about: () => ({ matters: new Set(matters), names: [], asides }),
    ...more,
  });
  tell({
    type: 'start',
    lab: '99-test',
    title: same('A lab'),
    broker: { name: 'embedded', version: '1.0.0', origin: same('here') },
    protocolVersion: 5,
    topicPrefix: 'run/',
  });
  for (const event of events) {
    if (event instanceof Story)
      for (const entry of event.trace) tell({ type: 'packet', at: entry.at, entry });
    else tell(event);
  }
  return written.split('\n').slice(0, -1);
}

export const opened = { protocolVersion: 5, reasonCode: 0 };
export const story = () => new Story();
