import { expect, test } from 'vitest';
import { findClients } from '../../../harness/clients/find.ts';
import { clientNames } from '../../../harness/clients/kinds.ts';

/** Clients whose absence is a failure: `REQUIRE_CLIENTS=mqttjs,paho`. */
const required = (process.env.REQUIRE_CLIENTS ?? '').split(',').map((name) => name.trim());
/** It finds programs and starts containers. */
const PATIENCE_MS = 120_000;

test.for(clientNames)('%s is on this machine', { timeout: PATIENCE_MS }, async (name, { skip }) => {
  const { here, absent } = await findClients();
  const [missing] = absent.filter((one) => one.name === name);
  if (missing !== undefined) {
    const reason = `${missing.title}: ${missing.missing.en}: ${missing.advice.en}`;
    if (required.includes(name)) throw new Error(`${reason} (REQUIRE_CLIENTS asks for it)`);
    skip(reason);
  }
  expect(here.find((one) => one.name === name)?.version).toMatch(/^\d+\.\d+/);
});

test('REQUIRE_CLIENTS names clients that there are', () => {
  expect(required.filter((name) => name !== '' && !clientNames.some((known) => known === name))).toEqual([]);
});
