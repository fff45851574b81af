import { expect, test } from 'vitest';
import { settingsOf } from '../../../labs/20-cost-of-qos/settings.ts';

const ours = { setsUpBrokers: true, isForStage: false };
const theirs = { setsUpBrokers: false, isForStage: false };

test('on our own broker, there are enough messages for a 99th percentile', () => {
  expect(settingsOf({}, ours).messages).toBeGreaterThanOrEqual(100);
});

test('on a broker of somebody else, there are few', () => {
  const { sizes, messages } = settingsOf({}, theirs);
  expect(sizes.length * messages).toBeLessThanOrEqual(20);
});

test('for the stage, there is one row for each QoS, unless the environment asks for more', () => {
  const stage = { ...ours, isForStage: true };
  expect(settingsOf({}, stage)).toEqual({ sizes: [256], messages: 400, longest: Number.POSITIVE_INFINITY });
  expect(settingsOf({ SIZES: '16,1024' }, stage).sizes).toEqual([16, 1_024]);
  expect(settingsOf({}, { ...stage, setsUpBrokers: false })).toMatchObject({ sizes: [256], messages: 10 });
});

test('the environment chooses sizes and messages, and takes the time that they need', () => {
  expect(settingsOf({ SIZES: '16, 1024', MESSAGES: '5000' }, theirs)).toEqual({
    sizes: [16, 1_024],
    messages: 5_000,
    longest: Number.POSITIVE_INFINITY,
  });
});

test.each([{ SIZES: 'abc' }, { SIZES: '16,' }, { SIZES: '0' }, { MESSAGES: '-1' }, { MESSAGES: '1e9' }])(
  '%o is an error that names the variable',
  (environment) => {
    const [name = ''] = Object.keys(environment);
    expect(() => settingsOf(environment, ours)).toThrow(name);
  },
);
