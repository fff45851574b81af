import { stopOnShutdown } from '../../process/shutdown.ts';
import type { Broker } from '../broker.ts';

/**
 * Makes a broker of its facts and a function that stops it. That function is called once, at the first `stop` or when the process
 * is told to end.
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
