import { inject, type TestContext } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';
import { isUrlChoice, parseBroker } from '../../harness/brokers/choice/choose.ts';
import { Others } from '../../harness/brokers/pool/others.ts';
import { heardAt } from './announce.ts';
import type { BrokerState } from './start-broker.ts';

/** Brokers whose absence is a failure: `REQUIRE_BROKERS=mosquitto,emqx`. */
const required = (process.env.REQUIRE_BROKERS ?? '').split(',').map((name) => name.trim());

/** The state of each project's broker, by its port, because a worker may run files of several projects. */
const states = new Map<number, Promise<BrokerState>>();

/** Waits for the project's broker, or the reason why there is none. */
function brokerState(): Promise<BrokerState> {
  const port = inject('brokerPort');
  const state = states.get(port) ?? (heardAt(port) as Promise<BrokerState>);
  states.set(port, state);
  return state;
}

/**
 * Waits for the project's broker; undefined if it could not be started. Its global setup stops it. `stop` stops only further
 * brokers that were started by this one.
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

/** If there is no broker, skips the test with the reason, or fails it if the broker is required. */
export async function needBroker({ skip }: Pick<TestContext, 'skip'>): Promise<void> {
  const state = await brokerState();
  if ('up' in state) return;
  const name = inject('brokerName');
  const reason = `${name}: not started, ${state.notStarted.en}`;
  if (required.includes(name)) throw new Error(`${reason} (REQUIRE_BROKERS asks for it)`);
  skip(reason);
}
