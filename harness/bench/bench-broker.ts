import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { Broker } from '../brokers/broker.ts';
import { openBroker } from '../brokers/index.ts';

/** What the benchmark needs of a broker. */
export type BenchBroker = Pick<Broker, 'name' | 'version' | 'endpoints' | 'credentials'> & AsyncDisposable;

/**
 * The embedded broker in a thread of its own: on one event loop with its client, a tap between them would take
 * its time from both.
 */
export async function openEmbeddedApart(): Promise<BenchBroker> {
  const worker = new Worker(new URL(import.meta.url));
  const [{ name, version, endpoints }] = (await once(worker, 'message')) as [BenchBroker];
  const stop = async (): Promise<void> => {
    await worker.terminate();
  };
  return { name, version, endpoints, credentials: undefined, [Symbol.asyncDispose]: stop };
}

if (!isMainThread) {
  const { name, version, endpoints } = await openBroker({ name: 'embedded' });
  parentPort?.postMessage({ name, version, endpoints });
}
