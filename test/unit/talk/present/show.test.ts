import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '../../../../harness/talk/present/refusal.ts';
import { recordedRun } from '../../../../harness/talk/present/run/recorded-run.ts';
import type { RunEvent } from '../../../../harness/talk/present/run/run-event.ts';
import { Show } from '../../../../harness/talk/present/show.ts';
import type { ShowParts } from '../../../../harness/talk/present/show-parts.ts';
import type { Deck } from '../../../../harness/talk/present/state.ts';
import { readRecording } from '../../../../labs/recordings.ts';

const slide = { html: '<svg></svg>' };
const retain = { ...slide, lab: '03-retain' };
const qos = { ...slide, lab: '04-qos' };
const deck: Deck = { language: 'en', slides: [slide, retain, slide], labs: [] };

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const alone: ShowParts = {
  live: undefined,
  recording: async (lab) => (lab === '03-retain' ? recordedRun(readRecording(lab)) : undefined),
  changed: () => {},
  told: () => {},
};

test('slides stay within the deck, also one that has become shorter', async () => {
  const show = new Show(deck, alone);
  await show.perform({ do: 'move', by: -1 });
  expect(show.stage.slide).toBe(0);
  await show.perform({ do: 'go', to: 99 });
  expect(show.stage.slide).toBe(2);
  show.replaceDeck({ ...deck, slides: [slide] });
  expect(show.stage).toMatchObject({ slide: 0, revision: 2 });
});

/** Where labs run only as far as a test lets them: each is there to tell its events. */
function served() {
  const runs: { readonly lab: string; readonly tell: (event: RunEvent) => void; cancelled: boolean }[] = [];
  const surroundings: ShowParts = {
    ...alone,
    live: {
      trouble: undefined,
      start: (lab, tell) => {
        const run = { lab, tell, cancelled: false };
        runs.push(run);
        return {
          cancel: () => {
            run.cancelled = true;
          },
        };
      },
      startOn: () => ({ cancel: () => {} }),
      choose: () => {},
    },
  };
  return { runs, show: new Show({ ...deck, slides: [slide, retain, qos] }, surroundings) };
}

const { events } = recordedRun(readRecording('03-retain'));

test('a lab that runs is not replaced by another; the same again only shows it', async () => {
  const { runs, show } = served();
  await show.perform({ do: 'run', lab: '03-retain' });
  for (const event of events.slice(0, -1)) runs[0]?.tell(event);
  expect(show.stage.run?.state).toBe('running');
  for (const other of ['run', 'replay'] as const) {
    await expect(show.perform({ do: other, lab: '04-qos' })).rejects.toMatchObject({ status: 409 });
  }
  await show.perform({ do: 'back' });
  await show.perform({ do: 'run', lab: '03-retain' });
  expect(show.stage).toMatchObject({ shown: 'run', run: { number: 1 } });
  expect(runs).toHaveLength(1);
  await show.perform({ do: 'cancel' });
  expect(runs[0]?.cancelled).toBe(true);
});

test('a held run that two brokers have taken the place of is not played on behind them', async () => {
  const { show } = served();
  const brokers = ['a', 'b'].map((name) => ({ name, state: 'ready' as const }));
  show.brokersChanged({ states: brokers, chosen: 'a' });
  await show.perform({ do: 'go', to: 1 });
  await show.perform({ do: 'replay' });
  await show.perform({ do: 'compare' });
  const { held } = show.stage.run ?? {};
  const told = show.events.length;
  await show.perform({ do: 'play' });
  await expect(show.perform({ do: 'play-through' })).rejects.toMatchObject({ status: 409 });
  vi.advanceTimersByTime(60_000);
  expect(held).toBeDefined();
  expect(show.stage).toMatchObject({ shown: 'run', run: { held }, pair: { lab: '03-retain' } });
  expect(show.events).toHaveLength(told);
});

test('a lab that is over makes room for another while it is still being shown', async () => {
  const { runs, show } = served();
  await show.perform({ do: 'run', lab: '03-retain' });
  for (const event of events) runs[0]?.tell(event);
  expect(show.stage.run?.state).toBe('playing');
  expect(show.events.length).toBeLessThan(events.length);
  await show.perform({ do: 'run', lab: '04-qos' });
  expect(show.stage.run).toMatchObject({ number: 2, lab: '04-qos', state: 'running' });
  expect(show.events).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(show.events).toEqual([]);
  for (const event of events) runs[1]?.tell(event);
  await show.perform({ do: 'replay', lab: '03-retain' });
  expect(show.stage.run).toMatchObject({ number: 3, source: { kind: 'recording' }, state: 'playing' });
  await show.perform({ do: 'run', lab: '03-retain' });
  expect(show.stage.run).toMatchObject({ number: 4, source: { kind: 'live' }, state: 'running' });
});

test('a recorded run that is not there ends nothing', async () => {
  const { runs, show } = served();
  await show.perform({ do: 'run', lab: '03-retain' });
  for (const event of events) runs[0]?.tell(event);
  await expect(show.perform({ do: 'replay', lab: '04-qos' })).rejects.toMatchObject({ status: 404 });
  await show.perform({ do: 'hurry' });
  expect(show.events).toEqual(events);
});

test('to cancel what is over shows the rest of it', async () => {
  const { runs, show } = served();
  await show.perform({ do: 'run', lab: '03-retain' });
  for (const event of events) runs[0]?.tell(event);
  await show.perform({ do: 'cancel' });
  expect(show.stage.run).toMatchObject({ state: 'ended', cancelled: false });
  expect(runs[0]?.cancelled).toBe(false);
  expect(show.events).toEqual(events);
});

test('what a run told is there for who comes late', async () => {
  const show = new Show(deck, alone);
  await show.perform({ do: 'move', by: 1 });
  await show.perform({ do: 'run' });
  expect(show.stage).toMatchObject({
    shown: 'run',
    run: { state: 'playing', source: { kind: 'recording' } },
  });
  await show.perform({ do: 'hurry' });
  expect(show.stage.run?.state).toBe('ended');
  expect(show.events.at(-1)?.type).toBe('done');
});

test('where nothing can run, it is said why', async () => {
  const show = new Show(deck, alone);
  await expect(show.perform({ do: 'run' })).rejects.toThrow('this slide has no lab');
  await expect(show.perform({ do: 'run', lab: '99-none' })).rejects.toBeInstanceOf(Refusal);
  await expect(show.perform({ do: 'invite' })).rejects.toThrow('no server here that the room could follow');
  await expect(served().show.perform({ do: 'invite' })).rejects.toThrow('open to this machine only');
  await expect(show.perform({ do: 'choose', broker: 'none' })).rejects.toThrow('no such broker');
});

test('arrows go through the packets of a run that is over, from the last one back, and then move slides again', async () => {
  const show = new Show(deck, alone);
  await show.perform({ do: 'go', to: 1 });
  await show.perform({ do: 'replay' });
  await show.perform({ do: 'play-through' });
  await show.perform({ do: 'arrow', by: 1 });
  expect(show.stage).toMatchObject({ slide: 2, shown: 'slide' });
  await show.perform({ do: 'replay', lab: '03-retain' });
  await show.perform({ do: 'hurry' });
  await show.perform({ do: 'arrow', by: -1 });
  const last = show.stage.run?.packet ?? 0;
  expect(
    events.slice(last).filter((event) => event.type === 'packet' && event.entry.kind === 'packet')[0],
  ).toBe(events[last]);
  expect(show.stage).toMatchObject({ slide: 2, shown: 'run', run: { step: 5 } });
  await show.perform({ do: 'arrow', by: -1 });
  expect(show.stage.run?.packet).toBeLessThan(last);
  await show.perform({ do: 'arrow', by: 1 });
  expect(show.stage.run?.packet).toBe(last);
  await show.perform({ do: 'arrow', by: 1 });
  expect(show.stage.run?.packet).toBeUndefined();
  await show.perform({ do: 'arrow', by: -1 });
  await show.perform({ do: 'back' });
  expect(show.stage).toMatchObject({ shown: 'run', run: { packet: undefined } });
  await show.perform({ do: 'arrow', by: 1 });
  expect(show.stage.shown).toBe('slide');
});

test('what only proves something to the harness is passed over, and is not opened', async () => {
  const show = new Show(deck, alone);
  await show.perform({ do: 'replay', lab: '03-retain' });
  await show.perform({ do: 'hurry' });
  const visited = new Set<number>();
  for (;;) {
    await show.perform({ do: 'arrow', by: -1 });
    const { packet } = show.stage.run ?? {};
    if (packet === undefined || visited.has(packet)) break;
    visited.add(packet);
  }
  const fence = events.findIndex(
    (event) => event.type === 'packet' && JSON.stringify(event.entry).includes('"fence '),
  );
  expect(visited.size).toBeGreaterThan(20);
  expect(visited).not.toContain(fence);
  await show.perform({ do: 'back' });
  for (const packet of [fence, -1, 9_999]) {
    await show.perform({ do: 'open', packet });
    expect(show.stage.run?.packet).toBeUndefined();
  }
});

test('a dark screen stays dark until something is shown', async () => {
  const show = new Show(deck, alone);
  await show.perform({ do: 'black' });
  for (const quiet of [{ do: 'scroll-notes', by: 1 }, { do: 'restart-clock' }] as const) {
    await show.perform(quiet);
    expect(show.stage.black, quiet.do).toBe(true);
  }
  await show.perform({ do: 'move', by: 1 });
  expect(show.stage).toMatchObject({ slide: 1 });
  expect(show.stage.black).toBeUndefined();
  await show.perform({ do: 'replay' });
  await show.perform({ do: 'black' });
  // It only lights the screen: the run is still there.
  await show.perform({ do: 'back' });
  expect(show.stage).toMatchObject({ shown: 'run' });
  await show.perform({ do: 'black' });
  await show.perform({ do: 'black' });
  expect(show.stage.black).toBeUndefined();
});

test('the clock begins when the talk leaves its first slide, which had its time, and begins again when asked', async () => {
  vi.useFakeTimers({ now: 100_000, toFake: ['Date'] });
  const show = new Show({ ...deck, slides: [{ ...slide, seconds: 25 }, retain, slide] }, alone);
  await show.perform({ do: 'go', to: 0 });
  expect(show.stage.begun).toBeUndefined();
  await show.perform({ do: 'move', by: 1 });
  expect(show.stage.begun).toBe(75_000);
  vi.setSystemTime(200_000);
  await show.perform({ do: 'go', to: 0 });
  await show.perform({ do: 'go', to: 2 });
  expect(show.stage.begun).toBe(75_000);
  await show.perform({ do: 'restart-clock' });
  expect(show.stage.begun).toBe(200_000);
});

test('the notes of each slide are read from the top', async () => {
  const show = new Show(deck, alone);
  await show.perform({ do: 'scroll-notes', by: 1 });
  await show.perform({ do: 'scroll-notes', by: 1 });
  await show.perform({ do: 'go', to: 0 });
  expect(show.stage.notes).toBe(2);
  await show.perform({ do: 'scroll-notes', by: -9 });
  expect(show.stage.notes).toBe(0);
  await show.perform({ do: 'scroll-notes', by: 1 });
  await show.perform({ do: 'move', by: 1 });
  expect(show.stage.notes).toBeUndefined();
});
