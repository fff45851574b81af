import { expect, test } from 'vitest';
import { settingsOf } from '../../../labs/20-cost-of-qos/settings.ts';

test('on our own broker, there are enough messages for a 99th percentile', () => {
  expect(settingsOf({}, true).messages).toBeGreaterThanOrEqual(100);
});

test('on a broker of somebody else, there are few', () => {
  const { sizes, messages } = settingsOf({}, false);
  expect(sizes.length * messages).toBeLessThanOrEqual(20);
});

test('the environment chooses sizes and messages, and takes the time that they need', () => {
  expect(settingsOf({ SIZES: '16, 1024', MESSAGES: '5000' }, false)).toEqual({
    sizes: [16, 1_024],
    messages: 5_000,
    longest: Number.POSITIVE_INFINITY,
  });
});

test.each([{ SIZES: 'abc' }, { SIZES: '16,' }, { SIZES: '0' }, { MESSAGES: '-1' }, { MESSAGES: '1e9' }])(
  '%o is an error that names the variable',
  (environment) => {
    const [name = ''] = Object.keys(environment);
    expect(() => settingsOf(environment, true)).toThrow(name);
  },
);
