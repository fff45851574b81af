import type { TestProject } from 'vitest/node';
import { CannotRunError } from '../../harness/base/errors.ts';
import type { Text } from '../../harness/base/text.ts';
import { type Broker, openBroker, parseBroker } from '../../harness/brokers/index.ts';
import { announce } from './announce.ts';

/** The part of a broker that is sent to the test workers. */
export type SharedBroker = Omit<Broker, 'stop' | 'another' | typeof Symbol.asyncDispose>;

/** A running broker, or why it was not started. */
export type BrokerState = { readonly up: SharedBroker } | { readonly notStarted: Text };

declare module 'vitest' {
  interface ProvidedContext {
    brokerName: string;
    /** The port on loopback where the workers learn about the broker. */
    brokerPort: number;
    /** For the reporter; set when the broker runs or could not be started. */
    broker: BrokerState;
  }
}

/**
 * Starts the project's broker once for all its tests. If it cannot be started, the tests are skipped with the reason. Vitest sets up
 * all projects before the first test, so this does not wait: tests of other brokers run while this one starts.
 */
export default function startBroker(project: TestProject): Promise<() => Promise<void>> {
  return provideBroker(project, 'at once');
}

/** Starts the project's broker at once or when the first test asks for it, and provides it to the tests. */
export async function provideBroker(
  project: TestProject,
  start: 'at once' | 'when asked',
): Promise<() => Promise<void>> {
  const name = project.getProvidedContext().brokerName;
  const ended = new AbortController();
  let opening: Promise<Opened> | undefined;
  const stateOf = async () => {
    opening ??= open(name, ended.signal);
    const { state } = await opening;
    project.provide('broker', state);
    return state;
  };
  const { port, close } = await announce(stateOf);
  project.provide('brokerPort', port);
  // The tests that wait for the broker handle an error, and so does the function that stops it.
  if (start === 'at once') stateOf().catch(() => {});
  return async () => {
    ended.abort();
    await close();
    await (await opening)?.stop();
  };
}

interface Opened {
  readonly state: BrokerState;
  readonly stop: () => Promise<void>;
}

async function open(name: string, signal: AbortSignal): Promise<Opened> {
  const began = performance.now();
  const say = (words: string) => process.stderr.write(`${name}: ${words}\n`);
  const later = setTimeout(() => say('starting …'), NOTICED_MS);
  try {
    const broker = await openBroker(parseBroker(name), { signal, report: ({ en }) => say(en) });
    const { stop, another: _, [Symbol.asyncDispose]: __, ...up } = broker;
    const seconds = (performance.now() - began) / 1_000;
    if (seconds * 1_000 > NOTICED_MS) say(`${broker.version ?? 'it'} answers, after ${seconds.toFixed(1)} s`);
    return { state: { up }, stop };
  } catch (error) {
    if (signal.aborted) return { state: { notStarted: endedFirst }, stop: async () => {} };
    if (!(error instanceof CannotRunError)) throw error;
    return { state: { notStarted: reason(error) }, stop: async () => {} };
  } finally {
    clearTimeout(later);
  }
}

/** The start of a broker is only reported if it takes longer than this, in ms. */
const NOTICED_MS = 500;

/** The reason in the words that readers of many such lines search for. */
const reason = ({ code, what, advice }: CannotRunError): Text =>
  code === 'image-not-available'
    ? {
        en: `image not available (${what.en}): ${advice.en}`,
        ja: `イメージがありません(${what.ja}): ${advice.ja}`,
      }
    : { en: `${what.en}: ${advice.en}`, ja: `${what.ja}: ${advice.ja}` };

const endedFirst: Text = { en: 'the run ended first', ja: '先に実行が終わりました' };
