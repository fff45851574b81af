import { expect, test, vi } from 'vitest';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import { Playback } from '../../../../harness/talk/present/run/playback.ts';
import { recordedRun } from '../../../../harness/talk/present/run/recorded-run.ts';
import type { RunEvent } from '../../../../harness/talk/present/run/run-event.ts';
import { labIds } from '../../../../labs/index.ts';
import { readRecording, recordingOrTrouble } from '../../../../labs/recordings.ts';

// That every lab has one is a test of its own (test/unit/lab/recording-reading.test.ts).
const recordings = labIds
  .map(recordingOrTrouble)
  .flatMap((found) => (found instanceof CannotRunError ? [] : [found]));

const isPacket = (event: RunEvent): boolean => event.type === 'packet' && event.entry.kind === 'packet';

test.each(recordings)('$lab.id as recorded: a start, what happened in order, an end', (recording) => {
  const { events } = recordedRun(recording);
  expect(events.at(0)?.type).toBe('start');
  expect(events.at(-1)).toMatchObject({ type: 'done', outcome: 'holds' });
  const times = events.flatMap((event) => ('at' in event ? [event.at] : []));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test.each(recordings)(
  '$lab.id as recorded: what is said in a step is said before the next one begins',
  (recording) => {
    let step = 0;
    const said: Record<string, number> = {};
    for (const event of recordedRun(recording).events) {
      if (event.type === 'step') step = event.number;
      if (event.type === 'claim') said[event.id] = step;
    }
    expect(said).toEqual(Object.fromEntries(recording.claims.map((claim) => [claim.id, claim.step])));
  },
);

test('a run is told slowly, in order, its first packet at once', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { events } = recordedRun(readRecording('03-retain'));
  const told: RunEvent[] = [];
  const playback = new Playback((event) => told.push(event));
  for (const event of events) playback.push(event);
  expect(told.filter(isPacket)).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(told.filter(isPacket).length).toBeGreaterThan(3);
  expect(told.length).toBeLessThan(events.length);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(events);
  vi.useRealTimers();
});

test('a run in a hurry is told at once, also what comes later', () => {
  const { events } = recordedRun(readRecording('03-retain'));
  const told: RunEvent[] = [];
  const playback = new Playback((event) => told.push(event));
  for (const event of events.slice(0, -1)) playback.push(event);
  playback.hurry();
  expect(told).toEqual(events.slice(0, -1));
  for (const event of events.slice(-1)) playback.push(event);
  expect(told).toEqual(events);
});
