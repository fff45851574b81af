import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import { changesConnack } from '../../../harness/faulty/faults.ts';
import { openFaultyBroker } from '../../../harness/faulty/faulty-broker.ts';
import type { Clean } from './program.ts';

/** Somebody else's broker that says in CONNACK that it takes no QoS 2, and the name that its known deviations go by. */
export async function withoutQoS2({ onTestFinished }: Clean): Promise<string> {
  const healthy = await openEmbedded();
  const mangle = changesConnack((connack) => ({
    ...connack,
    properties: { ...connack.properties, maximumQoS: 1 },
  }));
  const broker = await openFaultyBroker(healthy, { mangle });
  onTestFinished(async () => {
    await broker.stop();
    await healthy.stop();
  });
  return `${healthy.name}@${healthy.version}=${broker.endpoints.mqtt}`;
}
