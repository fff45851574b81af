import { describe, expect, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import type { SpecClaim } from '../../../harness/claims/spec-claim.ts';
import type { LabDefinition } from '../../../harness/lab/lab.ts';
import { shuffled } from '../../../harness/verify/order.ts';
import { select } from '../../../harness/verify/select.ts';

const claim = (id: string): SpecClaim => ({
  id,
  says: same(id),
  statements: { 4: ['MQTT-1'], 5: ['MQTT-1'] },
  check: async () => ({ expected: 1, seen: 1 }),
});
const lab = (id: string, ...claims: readonly string[]): LabDefinition => ({
  id,
  title: same(id),
  claims: Object.fromEntries(
    claims.map((name) => [name, { says: same(name), statements: { 5: ['MQTT-1'] } }]),
  ),
  run: async () => {},
});
const subject = {
  labs: [lab('03-retain', 'retain.cleared', 'keep.not'), lab('06-qos-under-fire', 'qos1.at-least-once')],
  claims: ['retain.by-will', 'filters.overlapping-wide', 'qos.order'].map(claim),
  observations: [],
};

const chosen = (...words: readonly string[]) => {
  const { labs, claims, includes } = select(subject, words);
  const inLabs = labs.flatMap(({ id, claims: of }) => Object.keys(of).filter((name) => includes(name, id)));
  return [...inLabs, ...claims.map(({ id }) => id)];
};

describe('--only', () => {
  test.for<[string[], string[]]>([
    [['retain'], ['retain.cleared', 'retain.by-will']],
    [['qos'], ['qos1.at-least-once', 'qos.order']],
    [['overlapping'], ['filters.overlapping-wide']],
    [['overlapping-wide'], ['filters.overlapping-wide']],
    [['at-least'], ['qos1.at-least-once']],
    [['filters.overlapping-wide'], ['filters.overlapping-wide']],
    [['06'], ['qos1.at-least-once']],
    [['03-retain'], ['retain.cleared', 'keep.not']],
    [
      ['will', 'order'],
      ['retain.by-will', 'qos.order'],
    ],
  ])('%s', ([words, ids]) => {
    expect(chosen(...words)).toEqual(ids);
  });

  test('no words: everything', () => {
    expect(chosen()).toHaveLength(6);
  });

  test.for([
    ['retian', 'retain'],
    ['overlaping', 'overlapping'],
    ['qos1.at-least-onse', 'qos1.at-least-once'],
    ['06-qos-under-fir', '06-qos-under-fire'],
  ])('%s names nothing: did you mean %s?', ([word, nearest]) => {
    expect(() => chosen(word ?? '')).toThrow(`did you mean '${nearest}'?`);
  });
});

describe('the order', () => {
  const items = Array.from({ length: 50 }, (_, at) => at);

  test('is the same for the same seed, and another for another', () => {
    expect(shuffled(items, 7)).toEqual(shuffled(items, 7));
    expect(shuffled(items, 7)).not.toEqual(shuffled(items, 8));
    expect(shuffled(items, 7)).not.toEqual(items);
  });

  test('leaves nothing out', () => {
    expect(shuffled(items, 7).sort((a, b) => a - b)).toEqual(items);
  });
});
