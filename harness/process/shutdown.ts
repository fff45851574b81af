import { constants } from 'node:os';

/** The same promise; a process that is told to end waits until it is settled, after all that is stopped for it. */
export function settledBeforeExit<T>(running: Promise<T>): Promise<T> {
  const withdraw = stopOnShutdown(async () => {
    await running;
  });
  return running.finally(withdraw);
}

export interface ShutdownOptions {
  /** How long stopping may take before the process exits anyway, in ms; default: 5,000. */
  readonly patience?: number;
  /** Exit code after a signal; default: 128 + the signal's number. */
  readonly exitCode?: number;
}

/** In ms. npm hands on what the terminal has sent to the whole job already: one Ctrl-C may come several times. */
const ONE_KEY_PRESS = 500;

const stops = new Set<() => Promise<void>>();

/** Something that has to be stopped before the process may end. Returns the way to withdraw it. */
export function stopOnShutdown(stop: () => Promise<void>): () => void {
  stops.add(stop);
  return () => {
    stops.delete(stop);
  };
}

/**
 * For programs of our own: on SIGINT, SIGTERM and SIGHUP everything that was opened is stopped, the newest first,
 * then the process exits, by default with 128 + the signal's number; a second signal, given by a person who
 * sees that nothing ends, ends it at once. An uncaught exception is handed to `tell`, and exits with 2 after the same. Not for use inside a test runner, which has handlers
 * of its own: there, as on SIGKILL, the brokers end because their lifeline breaks.
 */
export function shutDownOnSignals(
  tell: (uncaught: unknown) => void = console.error,
  { patience = 5000, exitCode: afterSignal }: ShutdownOptions = {},
): void {
  let askedAt: number | undefined;
  const shutDownOnce = (exitCode: number) => {
    const now = performance.now();
    if (askedAt === undefined) shutDown(exitCode, patience).catch(() => process.exit(exitCode));
    else if (now - askedAt > ONE_KEY_PRESS) process.exit(exitCode);
    askedAt ??= now;
  };
  // Not `once`: tsx ends the process at once for a signal that has no listener left when it looks.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => shutDownOnce(afterSignal ?? 128 + constants.signals[signal]));
  }
  process.on('uncaughtException', (error) => {
    tell(error);
    // On the way out it must not cut short what is being stopped: a terminal that was closed takes no more output.
    if (askedAt === undefined) shutDownOnce(2);
  });
}

async function shutDown(exitCode: number, patience: number): Promise<never> {
  setTimeout(() => process.exit(exitCode), patience);
  // What came later may still need what was there before, as a lab its broker.
  for (const stop of [...stops].reverse()) await stop().catch(() => {});
  process.exit(exitCode);
}
