import { inject, type TestContext } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';

/** Brokers whose absence is a failure: `REQUIRE_BROKERS=mosquitto,emqx`. */
const required = (process.env.REQUIRE_BROKERS ?? '').split(',').map((name) => name.trim());

/** The project's broker, if it is up. It is stopped by who started it. */
export function brokerIfUp(): Broker | undefined {
  const state = inject('broker');
  if (!('up' in state)) return undefined;
  const leaveRunning = async () => {};
  return { ...state.up, stop: leaveRunning, [Symbol.asyncDispose]: leaveRunning };
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
