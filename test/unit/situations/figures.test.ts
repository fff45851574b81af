import { expect, test } from 'vitest';
import { figuresOf } from '../../../harness/situations/figures.ts';
import { situations } from '../../../harness/situations/table/index.ts';
import { playedOf, up } from './story.ts';

const run = (situation: string, milliseconds: number, arrival: number) => ({
  ...playedOf([up('CONNECT')], situation),
  milliseconds,
  arrival,
});

test('the figures say what took the time', () => {
  const played = [
    run('plain.undisturbed', 4_000, 300),
    run('lost.puback', 5_000, 500),
    run('connack.never', 11_000, 400),
  ];
  const { en, ja } = figuresOf(played, situations, 23_040);
  expect(en).toBe(
    '2 situations in 23.0 s (first run 4.0 s; the program connects 0.4 s after its start; about time itself: 1, the longest 11.0 s)',
  );
  expect(ja).toBe(
    '状況 2 件に 23.0 秒(最初の実行 4.0 秒、プログラムは起動から 0.4 秒で接続、時間そのものについての状況は 1 件(最長 11.0 秒))',
  );
});

test('a run without anything about time says so', () => {
  const { en } = figuresOf([run('lost.puback', 5_000, 500)], situations, 6_000);
  expect(en).toContain('1 situation in 6.0 s');
  expect(en).toContain('nothing about time itself');
});
