import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Broker, openBroker, parseBroker } from '../../harness/brokers/index.ts';
import { observationGallery } from '../../harness/claims/observations/faults.ts';
import { specObservations } from '../../harness/claims/observations/index.ts';
import { runObservation } from '../../harness/claims/run-observation.ts';
import { unchanged } from '../../harness/faulty/faults.ts';
import { openFaultyBroker } from '../../harness/faulty/faulty-broker.ts';
import type { Mangle } from '../../harness/faulty/mangling-stream.ts';
import type { Differences } from '../../harness/report/differences/document.ts';

const file = new URL('../../docs/differences.json', import.meta.url);
const { observations }: Differences = JSON.parse(await readFile(file, 'utf8'));

let healthy: Broker;
beforeAll(async () => {
  healthy = await openBroker(parseBroker('embedded'));
});
afterAll(() => healthy.stop());

async function answerOf(id: string, mangle: Mangle): Promise<string | number | undefined> {
  const observation = specObservations.find((one) => one.id === id);
  if (observation === undefined) throw new Error(`there is no observation ${id}`);
  await using broker = await openFaultyBroker(healthy, { mangle });
  const { seen, reason } = await runObservation(observation, broker);
  expect(seen, reason?.en).toBeDefined();
  return seen;
}

describe.concurrent('observations see what is there', () => {
  test.for(observationGallery)('a broker that $does changes $changes', async ({ changes, mangle, than }) => {
    const usual = await answerOf(changes, than?.() ?? unchanged);
    expect(await answerOf(changes, mangle())).not.toBe(usual);
  });

  test('every observation has been answered in two ways, by brokers as they are or by one of ours', () => {
    const differing = observations
      .filter(
        ({ values }) => new Set(values.flatMap((value) => ('seen' in value ? value.seen : []))).size > 1,
      )
      .map(({ id }) => id);
    const answeredTwice = [...differing, ...observationGallery.map(({ changes }) => changes)];
    const ids = specObservations.map(({ id }) => id);
    expect(ids.filter((id) => !answeredTwice.includes(id))).toEqual([]);
  });
});
