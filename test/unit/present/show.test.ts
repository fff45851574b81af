import { expect, test } from 'vitest';
import { Refusal } from '../../../harness/present/refusal.ts';
import { recordedRun } from '../../../harness/present/run/recorded-run.ts';
import { Show, type Surroundings } from '../../../harness/present/show.ts';
import type { Deck } from '../../../harness/present/state.ts';
import { readRecording } from '../../../labs/recordings.ts';

const slide = { html: '<svg></svg>' };
const deck: Deck = { language: 'en', slides: [slide, { ...slide, lab: '03-retain' }, slide], labs: [] };

const alone: Surroundings = {
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

test('one run at a time; what it told is there for who comes late', async () => {
  const show = new Show(deck, alone);
  await show.perform({ do: 'move', by: 1 });
  await show.perform({ do: 'run' });
  expect(show.stage).toMatchObject({
    shown: 'run',
    run: { state: 'running', source: { kind: 'recording' } },
  });
  await expect(show.perform({ do: 'replay' })).rejects.toMatchObject({ name: 'Refusal', status: 409 });
  await show.perform({ do: 'hurry' });
  expect(show.stage.run?.state).toBe('ended');
  expect(show.events.at(-1)?.type).toBe('done');
});

test('where nothing can run, it is said why', async () => {
  const show = new Show(deck, alone);
  await expect(show.perform({ do: 'run' })).rejects.toThrow('this slide has no lab');
  await expect(show.perform({ do: 'run', lab: '99-none' })).rejects.toBeInstanceOf(Refusal);
  await expect(show.perform({ do: 'invite' })).rejects.toThrow('open to this machine only');
  await expect(show.perform({ do: 'choose', broker: 'none' })).rejects.toThrow('no such broker');
});
