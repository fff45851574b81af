import { afterAll, beforeAll } from 'vitest';
import type { Broker } from '../../../../harness/brokers/broker.ts';
import { openBroker } from '../../../../harness/brokers/index.ts';
import { openFaultyBroker } from '../../../../harness/faulty/faulty-broker.ts';
import { subscribesLate } from '../../../../harness/faulty/late-subscriptions.ts';

/** How long after SUBACK the subscriptions of a late broker become effective, in ms. */
export const LATE_MS = 300;
export const topicPrefix = 'own/topics';

export const mqttOf = ({ endpoints }: Pick<Broker, 'endpoints'>) => endpoints.mqtt ?? '';

/** An embedded broker for the tests of one file, and late brokers made of it. */
export function lateBrokers() {
  let embedded: Broker;
  beforeAll(async () => {
    embedded = await openBroker({ name: 'embedded' });
  });
  afterAll(() => embedded.stop());
  return {
    prompt: () => embedded,
    late: (mangle = subscribesLate(LATE_MS)) => openFaultyBroker(embedded, { mangle }),
  };
}
