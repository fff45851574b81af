import { constants } from 'node:os';

/** Returns the promise. On a signal, the process ends only after it is settled, and after everything else was stopped. */
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

/** In ms. One Ctrl-C may come several times, because both the terminal and npm send it. */
const ONE_KEY_PRESS = 500;

/** Stops something. May tell the exit code of the process, e.g. because what was stopped was not complete. */
type Stop = () => Promise<void> | Promise<number | undefined>;

const stops = new Set<Stop>();

/** Registers something that must be stopped before the process ends. @returns a function that withdraws it */
export function stopOnShutdown(stop: Stop): () => void {
  stops.add(stop);
  return () => {
    stops.delete(stop);
  };
}

/**
 * On SIGINT, SIGTERM and SIGHUP, stops everything that was registered, the newest first. Then the process exits, by default with
 * 128 + the signal's number. A second signal ends it at once. An uncaught exception is passed to `tell`, stops everything and exits
 * with 2. Not for a test runner, which has its own handlers: there, and on SIGKILL, brokers end because their lifeline breaks.
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
  // Not `once`, because tsx ends the process at once for a signal without a listener.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => shutDownOnce(afterSignal ?? 128 + constants.signals[signal]));
  }
  process.on('uncaughtException', (error) => {
    tell(error);
    // An error during shutdown, for example of a closed terminal, must not interrupt the stopping.
    if (askedAt === undefined) shutDownOnce(2);
  });
}

async function shutDown(exitCode: number, patience: number): Promise<never> {
  setTimeout(() => process.exit(exitCode), patience);
  // The newest first, because it may need an older one: a lab needs its broker.
  let told: number | undefined;
  for (const stop of [...stops].reverse()) {
    const code = await Promise.resolve(stop()).catch(() => {});
    if (typeof code === 'number') told = code;
  }
  process.exit(told ?? exitCode);
}
