import { expect, test } from 'vitest';
import { openBroker, parseBroker } from '../../../../harness/brokers/index.ts';
import { specObservations } from '../../../../harness/claims/observations/index.ts';
import { runClaim } from '../../../../harness/claims/run-claim.ts';
import { runObservation } from '../../../../harness/claims/run-observation.ts';
import { specClaims } from '../../../../harness/claims/themes/index.ts';
import { LATE_MS, lateBrokers, mqttOf } from './late-brokers.ts';

const { late, prompt } = lateBrokers();

const claim = (id: string) => {
  const found = specClaims.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no claim ${id}`);
  return found;
};

test('is measured when it is opened, and no claim accuses it', async () => {
  await using slow = await late();
  await using broker = await openBroker(parseBroker(mqttOf(slow), {}));
  expect(broker.ungated?.mqtt).toBe(mqttOf(slow));
  expect(broker.origin.en).toContain('some time after SUBACK');
  expect(broker.origin.ja).toContain('SUBACK の少し後');
  const { result, evidence } = await runClaim(claim('filters.plus-last'), broker);
  expect(result).toBe('holds');
  const payloads = evidence?.entries.flatMap((entry) =>
    entry.kind === 'packet' && entry.type === 'PUBLISH' ? [String(entry.fields.payload)] : [],
  );
  expect(payloads?.filter((payload) => payload.startsWith('probe'))).toEqual([]);
});

test('would be accused without that', async () => {
  await using slow = await late();
  await using broker = await openBroker(parseBroker(mqttOf(slow), {}), { asItIs: true });
  expect(broker.ungated).toBeUndefined();
  expect((await runClaim(claim('filters.plus-last'), broker)).result).toBe('broken');
});

test('is observed as it is', async () => {
  const observation = specObservations.find(({ id }) => id === 'subscription.effective-after');
  if (observation === undefined) throw new Error('there is no such observation');
  await using slow = await late();
  await using broker = await openBroker(parseBroker(mqttOf(slow), {}));
  const { seen, reason } = await runObservation(observation, broker);
  expect(reason?.en).toBeUndefined();
  expect(seen).toBeGreaterThanOrEqual(LATE_MS);
  expect((await runObservation(observation, prompt())).seen).toBe('at-once');
});
