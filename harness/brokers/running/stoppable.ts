import { stopOnShutdown } from '../../process/shutdown.ts';
import type { Broker } from '../broker.ts';

/**
 * A broker from its facts and the way to stop it: stopped once however often it is asked for, and also when
 * the process is told to end.
 */
export function stoppable(
  facts: Omit<Broker, 'stop' | typeof Symbol.asyncDispose>,
  stopNow: () => Promise<void>,
): Broker {
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopNow().finally(withdraw);
    return stopping;
  };
  const withdraw = stopOnShutdown(stop);
  return { ...facts, stop, [Symbol.asyncDispose]: stop };
}
