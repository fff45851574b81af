import { describe, expect, test } from 'vitest';
import { connect } from './rows.ts';
import { answering } from './stories/answering.ts';
import { keepingToLimits } from './stories/keeping-to-limits.ts';
import { resending } from './stories/resending.ts';
import { event, playedOf, type Step, up, verdictOn } from './stories/story.ts';

const rows = [...answering, ...resending, ...keepingToLimits];

describe('stories', () => {
  test.for(rows.map((one) => [`${one.claim}: ${one.story}`, one] as const))(
    '%s',
    ([, { claim, steps, comesTo }]) => {
      expect(String(verdictOn(claim, playedOf(steps)))).toBe(comesTo);
    },
  );
});

test('a certificate is refused by sending no CONNECT', () => {
  const story = (...steps: readonly Step[]) => playedOf(steps, 'certificate.expired');
  expect(verdictOn('certificate.validity', story(up('CONNECT')))).toBe('CONNECT');
});

test('a pause is judged only where this process did not stand still', () => {
  const idle = playedOf([...connect, event('closed-by-client')], 'plain.idle');
  const long = { ...idle, entries: idle.entries.map((entry, at) => ({ ...entry, at: at * 4_000 })) };
  expect(verdictOn('keep-alive.kept', long)).toBe('exceeded');
  expect(verdictOn('keep-alive.kept', { ...long, standstill: 600 })).toBe('not-run');
});
