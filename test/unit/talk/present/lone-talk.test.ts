import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordedRun } from '../../../../harness/talk/present/run/recorded-run.ts';
import type { ShowSnapshot } from '../../../../harness/talk/present/show-parts.ts';
import type { Deck, RunHead } from '../../../../harness/talk/present/state.ts';
import { LoneTalk } from '../../../../harness/talk/present/view/talk/lone-talk.ts';
import type { Channel } from '../../../../harness/talk/present/view/talk/lone-windows.ts';
import { readRecording } from '../../../../labs/recordings.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const slide = { html: '<svg></svg>' };
const deck: Deck = { language: 'en', slides: [slide, { ...slide, lab: '03-retain' }, slide], labs: [] };
const recording = recordedRun(readRecording('03-retain'));
const { events, ...kept } = recording;

/** Channels that hear each other at once, and not themselves. */
function ether(): () => Channel {
  const all = new Set<Channel>();
  return () => {
    const channel: Channel = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of all)
          if (other !== channel)
            other.onmessage?.(new MessageEvent('message', { data: structuredClone(data) }));
      },
      close: () => {
        all.delete(channel);
      },
    };
    all.add(channel);
    return channel;
  };
}

const at = (part: Partial<ShowSnapshot['stage']>): ShowSnapshot['stage'] => ({
  slide: 1,
  shown: 'slide',
  revision: 4,
  brokers: [],
  chosen: 'embedded',
  begun: 1_000,
  ...part,
});

/** A window that has lost its server. */
const lose = (channel: Channel, begin: ShowSnapshot, isSeen = true) =>
  new LoneTalk(
    { deck, notes: [], recordings: { '03-retain': recording }, changed: () => {} },
    { begin, channel, isSeen },
  );

const shown = ({ stage, events: told }: LoneTalk) => ({ stage, told: told.length });

const run: RunHead = {
  number: 3,
  lab: '03-retain',
  source: { kind: 'recording', ...kept },
  state: 'playing',
  cancelled: false,
  pages: 0,
};

test('a window that loses its server stays where it was', () => {
  const stage = at({ slide: 2 });
  expect(lose(ether()(), { stage, events: [] }).stage).toEqual(stage);
});

test('windows go on together, whichever of them acts', async () => {
  const channel = ether();
  const begin = { stage: at({}), events: [] };
  const windows = [lose(channel(), begin), lose(channel(), begin, false), lose(channel(), begin)];
  for (const [index, window] of [...windows, ...windows].entries()) {
    await window.ask({ do: 'go', to: index % 3 });
    for (const other of windows) expect(other.stage).toEqual(at({ slide: index % 3 }));
  }
});

test('windows that had heard differently agree at once', () => {
  const channel = ether();
  const windows = [at({ slide: 1 }), at({ slide: 2 })].map((stage) => lose(channel(), { stage, events: [] }));
  expect(windows[0]?.stage).toEqual(windows[1]?.stage);
});

test('a run that was recorded plays on, once and to its end, in all windows', async () => {
  const channel = ether();
  const begin = { stage: at({ shown: 'run', run }), events: events.slice(0, 5) };
  const windows = [lose(channel(), begin), lose(channel(), begin, false)];
  for (const window of windows) expect(window.events).toHaveLength(5);
  await vi.advanceTimersByTimeAsync(300);
  const [first] = windows;
  await first?.ask({ do: 'move', by: 1 });
  await vi.advanceTimersByTimeAsync(60_000);
  for (const window of windows) {
    expect(window.events).toEqual(events);
    expect(window.stage).toEqual(at({ slide: 2, run: { ...run, state: 'ended' } }));
  }
});

test('a run that was live goes on as recorded, from the step that it had come to', async () => {
  const channel = ether();
  const live: RunHead = { ...run, source: { kind: 'live', broker: 'embedded' }, state: 'running', step: 1 };
  const second = events.findIndex((event) => event.type === 'step' && event.number === 2);
  const begin = { stage: at({ shown: 'run', run: live }), events: events.slice(0, second + 3) };
  const windows = [lose(channel(), begin), lose(channel(), begin, false)];
  await vi.advanceTimersByTimeAsync(60_000);
  for (const window of windows) {
    expect(window.stage).toMatchObject({
      shown: 'run',
      run: {
        state: 'ended',
        source: { kind: 'recording', ...kept, takesOver: { from: 2, broker: 'embedded' } },
        trouble: { en: 'the connection to the server was lost' },
      },
    });
    // The recording's own start tells of what follows.
    expect(window.events).toEqual([...events.slice(0, second), events[0], ...events.slice(second)]);
  }
});

test('a run that is held stays held, and its next step is played by whichever window is asked', async () => {
  const channel = ether();
  const held: RunHead = { ...run, holds: true };
  const begin = { stage: at({ shown: 'run', run: held }), events: events.slice(0, 5) };
  const windows = [lose(channel(), begin), lose(channel(), begin, false)];
  await vi.advanceTimersByTimeAsync(60_000);
  const next = windows[0]?.stage.run?.held;
  expect(next).toMatchObject({ step: 2 });
  expect(windows[1]?.stage.run?.held).toEqual(next);
  await windows[1]?.ask({ do: 'move', by: 1 });
  await vi.advanceTimersByTimeAsync(60_000);
  for (const window of windows) expect(window.stage.run?.held).toMatchObject({ step: 3 });
});

test('a window that loses the server later joins the others', async () => {
  const channel = ether();
  const begin = { stage: at({}), events: [] };
  const early = lose(channel(), begin);
  await early.ask({ do: 'replay' });
  await early.ask({ do: 'hurry' });
  const late = lose(channel(), begin);
  expect(shown(late)).toEqual(shown(early));
  late.close();
  await early.ask({ do: 'back' });
  expect(late.stage.shown).toBe('run');
});
