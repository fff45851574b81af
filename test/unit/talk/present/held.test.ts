import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordedRun } from '../../../../harness/talk/present/run/recorded-run.ts';
import type { RunEvent } from '../../../../harness/talk/present/run/run-event.ts';
import { Show } from '../../../../harness/talk/present/show.ts';
import type { Deck } from '../../../../harness/talk/present/state.ts';
import { readRecording } from '../../../../labs/recordings.ts';

const LAB = '03-retain';
const recording = recordedRun(readRecording(LAB));
const { events } = recording;
const steps = events.filter((event) => event.type === 'step').length;
const none = { html: '<svg></svg>' };
const deck: Deck = { language: 'en', slides: [none, { ...none, lab: LAB }, none], labs: [] };

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A show whose labs run as far as the test lets them. */
function shown({ slides }: Pick<Deck, 'slides'> = deck, hasScore = false) {
  const live: { tell: (event: RunEvent) => void; breaksOff: () => void; cancelled: boolean }[] = [];
  const views: RunEvent[][] = [[]];
  const labs = hasScore
    ? [{ id: LAB, title: { en: '', ja: '' }, claims: [], score: { says: { en: '', ja: '' }, figures: {} } }]
    : [];
  const show = new Show(
    { ...deck, slides, labs },
    {
      live: {
        trouble: undefined,
        start: (_lab, tell, breaksOff) => {
          const run = { tell, breaksOff, cancelled: false };
          live.push(run);
          const cancel = () => {
            run.cancelled = true;
          };
          return { cancel };
        },
        choose: () => {},
      },
      recording: async () => recording,
      changed: () => {},
      told: (run, from, told) => {
        views[run] = [...(views[run] ?? []).slice(0, from), ...told];
      },
    },
  );
  const view = () => views[show.stage.run?.number ?? 0] ?? [];
  return { show, live, view };
}

const stepsIn = (told: readonly RunEvent[]) =>
  told.flatMap((event) => (event.type === 'step' ? [event.number] : []));
const firstOf = (number: number) =>
  events.findIndex((event) => event.type === 'step' && event.number === number);

test('a run is held before each step, however far the lab has run; whatever means next plays it', async () => {
  const { show, live, view } = shown();
  await show.perform({ do: 'move', by: 1 });
  await show.perform({ do: 'run' });
  for (const event of events) live[0]?.tell(event);
  for (let next = 1; next <= steps; next++) {
    vi.advanceTimersByTime(60_000);
    expect(show.stage.run?.held).toMatchObject({ step: next });
    expect(stepsIn(view())).toEqual(Array.from({ length: next - 1 }, (_, index) => index + 1));
    await show.perform(next % 2 === 0 ? { do: 'play' } : { do: 'move', by: 1 });
    expect(show.stage.run?.held).toBeUndefined();
  }
  vi.advanceTimersByTime(60_000);
  expect(show.stage).toMatchObject({ slide: 1, shown: 'run', run: { state: 'ended' } });
  expect(view()).toEqual(events);
  await show.perform({ do: 'move', by: 1 });
  expect(show.stage).toMatchObject({ slide: 2, shown: 'slide' });
});

test('to ask for the next step before this one is over shows the rest of this one', async () => {
  const { show, view } = shown();
  await show.perform({ do: 'replay', lab: LAB }).catch(() => {});
  await show.perform({ do: 'go', to: 1 });
  await show.perform({ do: 'replay' });
  await show.perform({ do: 'play' });
  expect(show.stage.run?.held).toBeUndefined();
  await show.perform({ do: 'move', by: 1 });
  vi.advanceTimersByTime(1);
  expect(view()).toEqual(events.slice(0, firstOf(2)));
  expect(show.stage.run?.held).toMatchObject({ step: 2 });
});

test('back leads from a held run to its slide, where keys move slides, and the same run goes on', async () => {
  const { show, live } = shown();
  await show.perform({ do: 'go', to: 1 });
  await show.perform({ do: 'run' });
  for (const event of events) live[0]?.tell(event);
  await show.perform({ do: 'move', by: -1 });
  expect(show.stage).toMatchObject({ slide: 1, shown: 'slide', run: { held: { step: 1 } } });
  await show.perform({ do: 'move', by: 1 });
  expect(show.stage.slide).toBe(2);
  await show.perform({ do: 'move', by: -1 });
  await show.perform({ do: 'run' });
  expect(show.stage).toMatchObject({ shown: 'run', run: { number: 1, held: { step: 1 } } });
});

test.each(['play-through', 'hurry'] as const)('%s holds it no more', async (way) => {
  const { show, view } = shown();
  await show.perform({ do: 'go', to: 1 });
  await show.perform({ do: 'replay' });
  expect(show.stage.run?.held).toMatchObject({ step: 1 });
  await show.perform({ do: way });
  expect(show.stage.run?.held).toBeUndefined();
  if (way === 'play-through') vi.advanceTimersByTime(60_000);
  expect(view()).toEqual(events);
  expect(show.stage.run?.state).toBe('ended');
});

test('a run that is played through from the slide is never held', async () => {
  const { show, live, view } = shown();
  await show.perform({ do: 'go', to: 1 });
  await show.perform({ do: 'play-through' });
  for (const event of events) live[0]?.tell(event);
  vi.advanceTimersByTime(60_000);
  expect(view()).toEqual(events);
});

test.each([
  ['a slide that names a step', { ...none, lab: LAB, point: 2 }, false, 'end'],
  ['a slide that names the last step', { ...none, lab: LAB, point: steps }, false, undefined],
  ['a lab with a score', { ...none, lab: LAB }, true, 'end'],
] as const)('%s: held before the end where that shows something else', async (_, slide, hasScore, held) => {
  const { show } = shown({ slides: [slide] }, hasScore);
  await show.perform({ do: 'replay' }).catch(() => {});
  for (let step = 1; step <= steps; step++) {
    await show.perform({ do: 'play' });
    vi.advanceTimersByTime(60_000);
  }
  expect(show.stage.run?.held).toEqual(held);
  await show.perform({ do: 'play' });
  vi.advanceTimersByTime(60_000);
  expect(show.stage.run?.state).toBe('ended');
});

/** Runs live as far as this event, is played that far, and breaks off. */
async function brokenAt(index: number, way: 'run' | 'play-through', played: number) {
  const all = shown();
  const { show, live } = all;
  await show.perform({ do: 'go', to: 1 });
  await show.perform({ do: way });
  for (const event of events.slice(0, index)) live[0]?.tell(event);
  for (let step = 0; step < played; step++) {
    await show.perform({ do: 'play' });
    vi.advanceTimersByTime(60_000);
  }
  vi.advanceTimersByTime(60_000);
  live[0]?.breaksOff();
  await vi.advanceTimersByTimeAsync(1);
  return all;
}

const broken: RunEvent = {
  type: 'done',
  at: 1,
  outcome: 'could-not-run',
  reason: { en: 'a long reason', ja: '長い理由' },
};

test('where a live run breaks off the recording takes over at that step, at once', async () => {
  const { show, live, view } = await brokenAt(firstOf(3) + 4, 'play-through', 0);
  expect(show.stage.run).toMatchObject({
    source: { kind: 'recording', broker: recording.broker, takesOver: { from: 3 } },
  });
  expect(stepsIn(view())).toEqual([1, 2, 3]);
  expect(view().slice(0, firstOf(3))).toEqual(events.slice(0, firstOf(3)));
  vi.advanceTimersByTime(60_000);
  expect(view()).toEqual([...events.slice(0, firstOf(3)), events[0], ...events.slice(firstOf(3))]);
  expect(show.stage.run?.state).toBe('ended');
  await expect(show.perform({ do: 'run' })).rejects.toMatchObject({ status: 409 });
  live[0]?.tell(broken);
  await vi.advanceTimersByTimeAsync(1);
  expect(show.stage.run).toMatchObject({ state: 'ended', trouble: { en: 'a long reason' } });
  await show.perform({ do: 'run' });
  expect(show.stage.run).toMatchObject({ number: 2, source: { kind: 'live' } });
});

test('what was live is still played as it was, step for step, and held as before', async () => {
  const { show, view } = await brokenAt(firstOf(3) + 4, 'run', 1);
  expect(show.stage.run?.held).toMatchObject({ step: 2 });
  for (const step of [3, 4]) {
    await show.perform({ do: 'play' });
    vi.advanceTimersByTime(60_000);
    expect(show.stage.run?.held).toMatchObject({ step });
  }
  expect(stepsIn(view())).toEqual([1, 2, 3]);
});

test('a run that breaks off without a word falls back as well; one that was cancelled does not', async () => {
  const { show, live } = shown();
  await show.perform({ do: 'go', to: 1 });
  await show.perform({ do: 'play-through' });
  for (const event of events.slice(0, 6)) live[0]?.tell(event);
  live[0]?.tell(broken);
  await vi.advanceTimersByTimeAsync(1);
  expect(show.stage.run).toMatchObject({ state: 'playing', source: { kind: 'recording' } });
  await show.perform({ do: 'play-through', lab: LAB });
  await show.perform({ do: 'hurry' });
  await show.perform({ do: 'play-through', lab: LAB });
  await show.perform({ do: 'cancel' });
  live[1]?.breaksOff();
  live[1]?.tell(broken);
  await vi.advanceTimersByTimeAsync(1);
  expect(show.stage.run).toMatchObject({ state: 'ended', source: { kind: 'live' }, cancelled: true });
});

test('a claim that is broken is no accident: no recording hides it', async () => {
  const { show, live } = shown();
  await show.perform({ do: 'go', to: 1 });
  await show.perform({ do: 'play-through' });
  const judged = events.find((event) => event.type === 'claim');
  if (judged === undefined) throw new Error('this lab has claims');
  live[0]?.tell({ ...judged, verdict: 'broken' });
  live[0]?.breaksOff();
  live[0]?.tell({ ...broken, outcome: 'broken' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(show.stage.run).toMatchObject({ state: 'ended', source: { kind: 'live' } });
});
