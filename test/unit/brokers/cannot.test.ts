import { expect, test } from 'vitest';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { brokerKinds } from '../../../harness/brokers/kinds.ts';
import { runClaim } from '../../../harness/claims/run-claim.ts';
import { specClaims } from '../../../harness/claims/themes/index.ts';

test('a setup that this project can not make leaves its claims unsupported by the harness, not broken', async () => {
  await using broker = await openBroker(parseBroker('embedded'));
  const claim = specClaims.find(({ id }) => id === 'auth.accepted');
  if (claim === undefined) throw new Error('the claim has another name');
  const { result, reason } = await runClaim(claim, { ...broker, cannot: ['users'] }, { protocolVersion: 4 });
  expect(result).toBe('unsupported');
  expect(reason?.en).toMatch(/^unsupported by this harness: it does not know how to set up .* with users$/);
});

test('each kind is in a folder of its name, and starts what it says', () => {
  expect(new Set(brokerKinds.map(({ name }) => name)).size).toBe(brokerKinds.length);
  for (const { deviations, name } of brokerKinds)
    for (const { broker, file } of deviations) {
      expect(broker).toBe(name);
      expect(file).toMatch(new RegExp(`^harness/brokers/${name}/`));
    }
});
