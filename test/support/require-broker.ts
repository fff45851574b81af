import { inject, type TestContext } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';
import { isUrlChoice, parseBroker } from '../../harness/brokers/choice/choose.ts';
import { Others } from '../../harness/brokers/pool/others.ts';
import { heardAt } from './announce.ts';
import type { BrokerState } from './start-broker.ts';

/** Brokers whose absence is a failure: `REQUIRE_BROKERS=mosquitto,emqx`. */
const required = (process.env.REQUIRE_BROKERS ?? '').split(',').map((name) => name.trim());

/** What became of each project's broker, by its port: a worker may have files of several projects. */
const states = new Map<number, Promise<BrokerState>>();

/** The project's broker, or why there is none; not before that is known. */
function brokerState(): Promise<BrokerState> {
  const port = inject('brokerPort');
  const state = states.get(port) ?? (heardAt(port) as Promise<BrokerState>);
  states.set(port, state);
  return state;
}

/**
 * The project's broker, if it could be started; waits until it is up. It is stopped by who started it; others of its kind that
 * were started here, by `stop`.
 */
export async function brokerIfUp(): Promise<Broker | undefined> {
  const state = await brokerState();
  if (!('up' in state)) return undefined;
  const choice = parseBroker(inject('brokerName'));
  const others = isUrlChoice(choice) ? undefined : new Others(choice);
  const stop = async () => others?.stop();
  return {
    ...state.up,
    another: others && ((setup) => others.open(setup)),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Skips the test with the reason why the broker is not there; where it is required, fails it. */
export async function needBroker({ skip }: Pick<TestContext, 'skip'>): Promise<void> {
  const state = await brokerState();
  if ('up' in state) return;
  const name = inject('brokerName');
  const reason = `${name}: not started, ${state.notStarted.en}`;
  if (required.includes(name)) throw new Error(`${reason} (REQUIRE_BROKERS asks for it)`);
  skip(reason);
}
