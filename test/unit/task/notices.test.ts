import { expect, test } from 'vitest';
import { errorInFull } from '../../../harness/task/index.ts';
import { noticeOf } from '../../../harness/task/notices.ts';
import type { Seen } from '../../../harness/task/task.ts';
import { Trace } from '../../../harness/wire/trace/trace.ts';

/** A program that has not connected. */
const silent = (exitCodes: Seen['exitCodes'], lines: readonly string[] = []): Seen => ({
  trace: new Trace(),
  prefix: 'mqtt-hands-on/a/',
  clientIds: ['mhoa'],
  broken: ['a.claim'],
  lines,
  names: ['you'],
  lacksConnection: false,
  exitCodes,
});

const helpOf = (seen: Seen) => noticeOf({ notices: [errorInFull], exitCodes: [0, 1] }, seen)?.en;

test('a program that runs without a connection is told to look at its options', () => {
  expect(helpOf(silent([undefined]))).toContain('MQTT.js sends no CONNECT, and does not say why');
  expect(helpOf(silent([0]))).toBe(
    'Your program has not connected. Does it call mqtt.connectAsync with MQTT_URL?',
  );
});

test('where a connection was awaited in vain, no other mistake is told', () => {
  const says = { en: 'Your program published nothing.', ja: '' };
  const task = { notices: [{ sees: () => true, says }], exitCodes: [0] };
  expect(noticeOf(task, silent([undefined]))).toBe(says);
  const awaited = { ...silent([undefined]), lacksConnection: true };
  expect(noticeOf(task, awaited)?.en).toContain('has not connected');
});

test('an error that was caught and written whole is not told as one that nobody caught', () => {
  const stack = ['refused Error: no', '    at mine.ts:3:1'];
  expect(helpOf(silent([1], stack))).toContain('Your program caught the error');
  expect(helpOf(silent([1], [...stack, 'Node.js v24.11.0']))).not.toContain('caught');
});
