import { expect, test } from 'vitest';
import { drawStep } from '../../../harness/book/run/draw-run.ts';
import { runSoFar } from '../../../harness/book/run/live.ts';
import { runOf } from '../../../harness/book/run/recorded.ts';
import { recordedRun } from '../../../harness/talk/present/run/recorded-run.ts';
import { readRecording } from '../../../labs/recordings.ts';

const recording = readRecording('03-retain');
const run = runOf(recording);

test('a step is drawn on one line, with its packets, their bytes and its claims', () => {
  const [, second] = run.steps;
  const html = second === undefined ? '' : drawStep(run, second, { language: 'en' });
  expect(html).not.toContain('\n');
  expect(html).toContain('<svg');
  expect(html).toMatch(/<span class="type">SUBSCRIBE<\/span>/);
  expect(html).toContain('A late subscriber gets it at once');
  expect(html).toMatch(/<code>30 |<code>3[0-9a-f]/);
  const drawn = Array.from(html.matchAll(/data-event="(\d+)"/g), ([, number]) => number);
  const listed = Array.from(html.matchAll(/data-packet="(\d+)"/g), ([, number]) => number);
  expect(drawn.length).toBeGreaterThan(2);
  expect(listed).toEqual(drawn);
});

test('a run that is told event by event comes to what was recorded', () => {
  const told = runSoFar(recordedRun(recording).events);
  const drawn = (of: typeof run | undefined) =>
    of?.steps.map((step) =>
      drawStep(of, step, { language: 'ja' }).match(/class="says">[^<]*|class="type">[^<]*/g),
    );
  expect(drawn(told)).toEqual(drawn(run));
});

test('a run that has not begun is none', () => {
  expect(runSoFar([])).toBeUndefined();
});
