import { expect, test } from 'vitest';
import { didYouMean, isNear, nearest } from '../../../harness/base/nearest.ts';

const types = ['PUBACK', 'PUBLISH', 'PUBREL'] as const;

test('upper and lower case count alike, on both sides', () => {
  expect(nearest('publsh', types)).toBe('PUBLISH');
  expect(nearest('RETIAN', ['qos', 'retain'])).toBe('retain');
});

test('the name is written as a person would type it, and what else helps stands behind it', () => {
  const written = (name: string) => `--${name}`;
  const more = { en: 'see --help', ja: '--help を見てください' };
  expect(didYouMean('brokr', ['broker', 'lang'], { written, more })).toEqual({
    en: 'did you mean --broker? (see --help)',
    ja: '--broker のことでしょうか(--help を見てください)',
  });
});

test('where there are no names, it asks nothing', () => {
  expect(nearest('x', [])).toBeUndefined();
  expect(didYouMean('x', []).en).toBe('there is none');
  expect(didYouMean('x', [], { none: { en: 'connect it first', ja: '' } }).en).toBe('connect it first');
});

test('a word that shares too little with every name is not near', () => {
  expect(isNear('mosquito', ['mosquitto', 'emqx'])).toBe(true);
  expect(isNear('localhost', ['mosquitto', 'emqx'])).toBe(false);
  expect(isNear('x', [])).toBe(false);
});
