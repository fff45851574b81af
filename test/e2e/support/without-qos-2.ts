import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import { changesConnack } from '../../../harness/faulty/faults.ts';
import { openFaultyBroker } from '../../../harness/faulty/faulty-broker.ts';
import type { Clean } from './program.ts';

/** A foreign broker whose CONNACK says that it does not support QoS 2. The name before its URL selects its known deviations. */
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
