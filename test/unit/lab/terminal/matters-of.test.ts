import { expect, test } from 'vitest';
import { mattersOf, onTour } from '../../../../harness/lab/terminal/narration/matters-of.ts';
import { loadLab } from '../../../../labs/index.ts';

test.each([
  ['01-start-a-broker', ['connections', 'filters']],
  ['02-publish-subscribe', ['filters']],
  ['04-qos', ['acknowledgements', 'filters', 'subscriptions']],
  ['05-small-packets', ['connections', 'filters', 'sizes']],
  ['06-qos-under-fire', ['acknowledgements', 'filters']],
  ['07-session', ['connections', 'filters']],
  ['09-last-will', ['connections', 'filters']],
  ['10-takeover', ['connections', 'filters']],
  ['23-greenhouse', ['connections', 'filters']],
])('%s is about %s', async (id, matters) => {
  expect([...mattersOf(await loadLab(id), 5)].sort()).toEqual(matters);
});

test('a tour leaves acknowledgements to the labs', async () => {
  expect([...onTour(mattersOf(await loadLab('04-qos'), 5))]).toEqual(['subscriptions']);
});
