import { inject, type TestContext } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';
import { isUrlChoice, parseBroker } from '../../harness/brokers/choose.ts';
import { Others } from '../../harness/brokers/others.ts';

/** Brokers whose absence is a failure: `REQUIRE_BROKERS=mosquitto,emqx`. */
const required = (process.env.REQUIRE_BROKERS ?? '').split(',').map((name) => name.trim());

/** The project's broker, if it is up. It is stopped by who started it; others of its kind that were started here, by `stop`. */
export function brokerIfUp(): Broker | undefined {
  const state = inject('broker');
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
export function needBroker({ skip }: Pick<TestContext, 'skip'>): void {
  const state = inject('broker');
  if ('up' in state) return;
  const name = inject('brokerName');
  const reason = `${name}: not started, ${state.notStarted}`;
  if (required.includes(name)) throw new Error(`${reason} (REQUIRE_BROKERS asks for it)`);
  skip(reason);
}
