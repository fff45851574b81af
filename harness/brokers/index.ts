import type { Text } from '../base/text.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import type { Broker } from './broker.ts';
import { type BrokerChoice, isUrlChoice } from './choice/choose.ts';
import type { Opening } from './docker/container-broker.ts';
import { kindOf } from './kinds.ts';
import type { GatedIfLateOptions } from './late/gated-if-late.ts';
import { openOwn } from './open.ts';
import { Others } from './pool/others.ts';

export { shutDownOnSignals } from '../process/shutdown.ts';
export type { Broker, Capabilities, Credentials } from './broker.ts';
export { type BrokerChoice, parseBroker } from './choice/choose.ts';
export { brokerNames, testedBrokers } from './kinds.ts';

export interface OpenOptions {
  /** Called with progress for a waiting user: an image is pulled, another engine is used. */
  readonly report?: (progress: Text) => void;
  /**
   * Whether the broker is shown as it is, also if its subscriptions become effective some time after SUBACK. Otherwise SUBACK
   * is kept back until then.
   */
  readonly asItIs?: boolean;
  /** The first level(s) of the topics that a broker at a URL is probed with. */
  readonly topicPrefix?: string;
  /** Cancels opening; a broker that was started by then is stopped. */
  readonly signal?: AbortSignal;
}

/**
 * Starts the chosen broker, or checks that the broker at the URL answers. When this returns, the broker answers MQTT on every
 * endpoint.
 * @throws CannotRunError for every problem that the user can solve; the signal's reason if it was aborted
 */
export async function openBroker(choice: BrokerChoice, options: OpenOptions = {}): Promise<Broker> {
  const shutdown = new AbortController();
  const { report = () => {}, signal, asItIs = false, topicPrefix } = options;
  const either = signal === undefined ? shutdown.signal : AbortSignal.any([shutdown.signal, signal]);
  const opening = open(choice, { report, signal: either }, asItIs ? undefined : { topicPrefix });
  // On Ctrl-C while the broker starts: cancels, and waits until the broker is stopped.
  const withdraw = stopOnShutdown(async () => {
    shutdown.abort();
    await opening.then(
      (broker) => broker.stop(),
      () => {},
    );
  });
  return opening.finally(withdraw);
}

async function open(
  choice: BrokerChoice,
  opening: Opening,
  gateOptions?: GatedIfLateOptions,
): Promise<Broker> {
  if (isUrlChoice(choice)) {
    const { openUrl } = await import('./choice/url.ts');
    return afterMeasuring(await openUrl(choice, opening.signal), opening, gateOptions);
  }
  const { restart: _, ...broker } = await openOwn(choice, opening);
  // A stand-in is used like its cloud, which cannot be set up.
  if (kindOf(choice.name)?.cloud !== undefined) return afterMeasuring(broker, opening, gateOptions);
  const others = new Others(choice);
  const stop = async () => {
    await Promise.all([others.stop(), broker.stop()]);
  };
  const cannot = kindOf(choice.name)?.cannot ?? [];
  return { ...broker, cannot, another: (setup) => others.open(setup), stop, [Symbol.asyncDispose]: stop };
}

async function afterMeasuring(
  broker: Broker,
  { signal }: Opening,
  gateOptions: GatedIfLateOptions | undefined,
): Promise<Broker> {
  if (gateOptions === undefined) return broker;
  const { gatedIfLate } = await import('./late/gated-if-late.ts');
  return gatedIfLate(broker, { ...gateOptions, signal }).catch(async (error) => {
    await broker.stop();
    throw error;
  });
}
