import { expect, test } from 'vitest';
import { type Language, same } from '../../../../harness/base/text.ts';
import type { LabEvent } from '../../../../harness/lab/events.ts';
import { Page } from '../../../../harness/lab/terminal/narration/page.ts';
import type { Answers } from '../../../../harness/lab/terminal/steps/answers.ts';
import { StepByStep } from '../../../../harness/lab/terminal/steps/step-by-step.ts';

const step = (number: number): LabEvent => ({
  type: 'step',
  at: 0,
  number,
  title: same(`Step ${number}`),
  question: { en: 'How many arrive?', ja: '何通届く?' },
});
const claim: LabEvent = {
  type: 'claim',
  at: 0,
  id: 'a.claim',
  says: { en: 'It comes once', ja: '1 通届く' },
  statements: [],
  result: 'holds',
  expected: 1,
  seen: 1,
};
const missing: LabEvent = {
  ...claim,
  result: 'broken',
  missing: { en: 'a message did not come', ja: 'メッセージが届かなかった' },
};
const observation: LabEvent = {
  type: 'observation',
  at: 0,
  id: 'an.observation',
  says: { en: 'It takes', ja: 'かかる時間' },
  seen: '1 s',
};
const done: LabEvent = { type: 'done', at: 0, outcome: 'holds' };

interface Asked {
  readonly language?: Language;
  readonly isEchoed?: boolean;
  readonly signal?: AbortSignal;
  /** Called when the learner is asked, with what is on the screen. */
  readonly onAsked?: (screen: string) => void;
}

/** What is on the screen after a run with these lines typed. */
async function screenOf(
  events: readonly LabEvent[],
  typed: readonly string[],
  { language = 'en', isEchoed = false, signal = new AbortController().signal, onAsked }: Asked = {},
): Promise<string[]> {
  let screen = '';
  const write = (text: string) => {
    screen += text;
  };
  const lines = [...typed];
  const answers: Answers = {
    isEchoed,
    next: async () => {
      onAsked?.(screen);
      return lines.shift();
    },
    end: () => lines.splice(0),
  };
  const page = new Page({ write, colour: false, width: 80 });
  const tell = (event: LabEvent) => write(`<${event.type}>\n`);
  const shown = new StepByStep({ tell, page, write, answers, language });
  for (const event of events) shown.push(event);
  await shown.play(signal);
  return screen.split('\n').slice(0, -1);
}

test('a step is asked about before it is shown, and its prediction stands beside what was seen', async () => {
  expect(await screenOf([step(1), claim, step(2), observation, done], ['two', 'a while'])).toEqual([
    '<step>',
    '    ? How many arrive?',
    '    your guess, or just Enter: two',
    '<claim>',
    '    you expected:  two',
    '    what was seen: ✔ It comes once: 1',
    '<step>',
    '    ? How many arrive?',
    '    your guess, or just Enter: a while',
    '<observation>',
    '    you expected:  a while',
    '    what was seen: • It takes: "1 s"',
    '<done>',
  ]);
});

test('nothing of a step is on the screen when it is asked about, even if the lab is already over', async () => {
  const screens: string[] = [];
  await screenOf([step(1), claim, done], ['one'], { onAsked: (screen) => screens.push(screen) });
  expect(screens).toEqual(['<step>\n    ? How many arrive?\n    your guess, or just Enter: ']);
});

test('the same in Japanese', async () => {
  const lines = await screenOf([step(1), claim, missing, done], [' 二通 '], { language: 'ja' });
  expect(lines.slice(1, -1)).toEqual([
    '    ? 何通届く?',
    '    予想(Enter だけでも可): 二通',
    '<claim>',
    '<claim>',
    '    予想: 二通',
    '    実際: ✔ 1 通届く: 1',
    '          ✘ 1 通届く: メッセージが届かなかった',
  ]);
});

test('Enter alone, and the end of the lines, compare nothing', async () => {
  const lines = await screenOf([step(1), claim, step(2), claim, done], ['']);
  expect(lines.join('\n')).not.toContain('you expected');
});

test('a step without claims is compared with its packets', async () => {
  expect((await screenOf([step(1), done], ['it works'])).slice(-2)).toEqual([
    '    what was seen: the packets above',
    '<done>',
  ]);
});

test('what a terminal shows by itself is not written again', async () => {
  const lines = await screenOf([step(1), done], ['it works'], { isEchoed: true });
  // The terminal ends the line of the question.
  expect(lines.filter((line) => line.includes('it works'))).toEqual([
    '    your guess, or just Enter:     you expected:  it works',
  ]);
});

test('what is typed cannot control the terminal', async () => {
  const lines = await screenOf([step(1), claim, done], ['\u001b[2Jone']);
  expect(lines).toContain('    you expected:  ·[2Jone');
});

test('after an abort, nothing more is shown', async () => {
  const abort = new AbortController();
  const lines = await screenOf([step(1), claim, done], [], {
    signal: abort.signal,
    onAsked: () => abort.abort(),
  });
  expect(lines).toEqual(['<step>', '    ? How many arrive?', '    your guess, or just Enter: ']);
});
