import type { TestProject } from 'vitest/node';
import { type Broker, openBroker, parseBroker } from '../../harness/brokers/index.ts';
import { CannotRunError } from '../../harness/errors.ts';

/** The part of a broker that crosses to the test workers. */
export type SharedBroker = Omit<Broker, 'stop' | 'another' | typeof Symbol.asyncDispose>;

/** A broker that is up, or why it is not. */
export type BrokerState = { readonly up: SharedBroker } | { readonly notStarted: string };

declare module 'vitest' {
  interface ProvidedContext {
    brokerName: string;
    broker: BrokerState;
  }
}

/** Starts the project's broker once for all its tests; one that can't be started is said so, never left out. */
export default async function startBroker(project: TestProject): Promise<() => Promise<void>> {
  const name = project.getProvidedContext().brokerName;
  try {
    const broker = await openBroker(parseBroker(name), {
      report: (progress) => process.stderr.write(`${name}: ${progress.en}\n`),
    });
    const { stop, another: _, [Symbol.asyncDispose]: __, ...up } = broker;
    project.provide('broker', { up });
    return () => broker.stop();
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    project.provide('broker', { notStarted: reason(error) });
    return async () => {};
  }
}

/** In the words a reader of many such lines looks for. */
const reason = ({ code, what, advice }: CannotRunError): string =>
  `${code === 'image-not-available' ? `image not available (${what.en})` : what.en}: ${advice.en}`;
