import { expect, test } from 'vitest';
import { recordedRun } from '../../../../harness/talk/present/run/recorded-run.ts';
import type { StageState } from '../../../../harness/talk/present/state.ts';
import { type Saved, SavedState } from '../../../../harness/talk/present/view/talk/saved-state.ts';
import { readRecording } from '../../../../labs/recordings.ts';

const slide = { html: '<svg></svg>' };
const recording = recordedRun(readRecording('03-retain'));
const saved: Saved = {
  deck: { language: 'en', slides: [slide, slide, slide], labs: [] },
  notes: [],
  recordings: { '03-retain': recording },
  savedAt: '2026-11-28T00:00:00.000Z',
};
const { events, ...kept } = recording;

const stage: StageState = {
  slide: 2,
  shown: 'run',
  revision: 1,
  brokers: [],
  chosen: '',
  begun: 1_000,
  run: {
    number: 1,
    lab: '03-retain',
    source: { kind: 'recording', ...kept },
    state: 'playing',
    cancelled: false,
    pages: 0,
  },
};

/** The storage of a window. */
function windowStorage(): () => Storage {
  const items = new Map<string, string>();
  const storage: Pick<Storage, 'getItem' | 'setItem'> = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value);
    },
  };
  return () => storage as Storage;
}

const nowhere = (): Storage => {
  throw new DOMException('the page may keep nothing', 'SecurityError');
};

test('a talk goes on with the slide and the run it was at', () => {
  const storage = windowStorage();
  new SavedState(saved, storage, 'a').write(stage, events.slice(0, 5));
  expect(new SavedState(saved, storage, 'a').read()).toEqual({ stage, events: events.slice(0, 5) });
});

test('of a talk that was saved again the slide stays, if it has it, and not the run', () => {
  const storage = windowStorage();
  new SavedState(saved, storage, 'a').write(stage, events.slice(0, 5));
  const again = { ...saved, savedAt: '2026-11-29T00:00:00.000Z' };
  expect(new SavedState(again, storage, 'a').read()).toMatchObject({
    stage: { slide: 2, shown: 'slide' },
    events: [],
  });
  const shorter = { ...again, deck: { ...saved.deck, slides: [slide, slide] } };
  expect(new SavedState(shorter, storage, 'a').read()).toMatchObject({ stage: { slide: 1 } });
});

test('two talks in one window keep their own places', () => {
  const storage = windowStorage();
  new SavedState(saved, storage, 'a').write(stage, []);
  expect(new SavedState(saved, storage, 'b').read()).toBeUndefined();
});

test.for(['', '{', '{}', 'null', '7'])('what cannot be read, %j, begins the talk anew', (text) => {
  const storage = windowStorage();
  storage().setItem('a', text);
  expect(new SavedState(saved, storage, 'a').read()).toBeUndefined();
});

test('a browser that keeps nothing stops no talk', () => {
  const none = new SavedState(saved, nowhere, 'a');
  none.write(stage, []);
  expect(none.read()).toBeUndefined();
});
