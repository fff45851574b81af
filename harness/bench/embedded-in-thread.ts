import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { Broker } from '../brokers/broker.ts';
import { openBroker } from '../brokers/index.ts';

/** A broker for benchmarks. */
export type BenchBroker = Pick<Broker, 'name' | 'version' | 'endpoints' | 'credentials'> & AsyncDisposable;

/**
 * Opens the embedded broker in a separate thread. On the event loop of its client, broker, client and tap would slow each other
 * down.
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
