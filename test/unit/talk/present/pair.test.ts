import { expect, test } from 'vitest';
import { Refusal } from '../../../../harness/talk/present/refusal.ts';
import { PairOnStage } from '../../../../harness/talk/present/run/pair.ts';
import { recordedRun } from '../../../../harness/talk/present/run/recorded-run.ts';
import type { RunEvent } from '../../../../harness/talk/present/run/run-event.ts';
import type { BrokerState, PairHead } from '../../../../harness/talk/present/state.ts';
import { readRecording } from '../../../../labs/recordings.ts';

const recording = recordedRun(readRecording('03-retain'));
const ready = (name: string): BrokerState => ({ name, state: 'ready' });
const idle = (name: string): BrokerState => ({ name, state: 'idle' });

/** A stage whose labs tell what a test lets them. */
function stage(hasRecording = true) {
  const runs = new Map<string, (event: RunEvent) => void>();
  const heads: PairHead[] = [];
  const pair = new PairOnStage({
    live: {
      trouble: undefined,
      start: () => ({ cancel: () => {} }),
      startOn: (broker, _lab, tell) => {
        runs.set(broker, tell);
        return { cancel: () => {} };
      },
      choose: () => {},
    },
    recording: async () => (hasRecording ? recording : undefined),
    changed: (head) => heads.push(head),
    told: () => {},
  });
  return { pair, runs, head: () => heads.at(-1) };
}

test('a lab runs on the chosen broker and on another one that is ready', async () => {
  const { pair, runs, head } = stage();
  await pair.begin('03-retain', 'a', [idle('c'), ready('b'), ready('a')]);
  expect([...runs.keys()]).toEqual(['a', 'b']);
  expect(pair.isBusy).toBe(true);
  pair.perform({ do: 'hurry' });
  for (const tell of runs.values()) for (const event of recording.events) tell(event);
  expect(pair.events.map((events) => events.length)).toEqual(Array(2).fill(recording.events.length));
  expect(head()?.sides.map(({ state }) => state)).toEqual(['ended', 'ended']);
  expect(pair.isBusy).toBe(false);
});

test('where no other is ready, the recorded run stands beside it', async () => {
  const { pair, runs, head } = stage();
  await pair.begin('03-retain', 'a', [ready('a'), idle('b')]);
  expect([...runs.keys()]).toEqual(['a']);
  pair.perform({ do: 'hurry' });
  expect(pair.events[1]).toEqual(recording.events);
  expect(head()?.sides[1]).toMatchObject({
    source: { kind: 'recording', broker: recording.broker },
    state: 'ended',
  });
});

test('without two of anything it says what is needed', async () => {
  const { pair } = stage(false);
  await expect(pair.begin('03-retain', 'a', [ready('a'), idle('b')])).rejects.toThrow(Refusal);
  await expect(pair.begin('03-retain', 'b', [ready('a'), idle('b')])).rejects.toThrow(Refusal);
});

test('a step of both is looked at together, and other commands are not its own', async () => {
  const { pair, head } = stage();
  await pair.begin('03-retain', 'a', [ready('a')]);
  expect(pair.perform({ do: 'look', step: 2 })).toBe(true);
  expect(pair.perform({ do: 'scroll', by: 1 })).toBe(true);
  expect(head()).toMatchObject({ step: 2, pages: 1 });
  expect(pair.perform({ do: 'move', by: 1 })).toBeUndefined();
  pair.stop();
});
