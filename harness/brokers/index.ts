import type { Text } from '../base/text.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import type { Broker } from './broker.ts';
import { type BrokerChoice, isUrlChoice } from './choice/choose.ts';
import type { Opening } from './docker/container-broker.ts';
import { kindOf } from './kinds.ts';
import { openOwn } from './open.ts';
import { Others } from './pool/others.ts';

export { shutDownOnSignals } from '../process/shutdown.ts';
export type { Broker, Capabilities, Credentials } from './broker.ts';
export { type BrokerChoice, parseBroker } from './choice/choose.ts';
export { brokerNames, testedBrokers } from './kinds.ts';

export interface OpenOptions {
  /** Called with what a person who waits wants to know: what is pulled, what is used instead. */
  readonly report?: (progress: Text) => void;
  /** Gives up opening; what was started by then is stopped. */
  readonly signal?: AbortSignal;
}

/**
 * Starts the chosen broker, or finds out whether the one at the URL is there. It answers MQTT on every endpoint
 * when this returns.
 * @throws CannotRunError for everything a person can mend; the signal's reason when that was aborted.
 */
export async function openBroker(choice: BrokerChoice, options: OpenOptions = {}): Promise<Broker> {
  const shutdown = new AbortController();
  const { report = () => {}, signal } = options;
  const either = signal === undefined ? shutdown.signal : AbortSignal.any([shutdown.signal, signal]);
  const opening = open(choice, { report, signal: either });
  // Ctrl-C while it is still starting: gives up, and waits until what was started is stopped.
  const withdraw = stopOnShutdown(async () => {
    shutdown.abort();
    await opening.then(
      (broker) => broker.stop(),
      () => {},
    );
  });
  return opening.finally(withdraw);
}

async function open(choice: BrokerChoice, opening: Opening): Promise<Broker> {
  if (isUrlChoice(choice)) return (await import('./choice/url.ts')).openUrl(choice, opening.signal);
  const { restart: _, ...broker } = await openOwn(choice, opening);
  const others = new Others(choice);
  const stop = async () => {
    await Promise.all([others.stop(), broker.stop()]);
  };
  const cannot = kindOf(choice.name)?.cannot ?? [];
  return { ...broker, cannot, another: (setup) => others.open(setup), stop, [Symbol.asyncDispose]: stop };
}
