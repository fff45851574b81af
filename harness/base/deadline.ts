import { afterOwnTime } from './own-time.ts';
import type { Text } from './text.ts';

/** Long enough for a busy machine. Only a wait that fails takes all of it. */
export const DEFAULT_DEADLINE_MS = 5_000;

/** The error if something awaited did not happen in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly awaited: Text;
  /** Milliseconds; undefined if there was no fixed time and a control question proved the silence. */
  readonly afterMs: number | undefined;

  constructor(awaited: Text, afterMs?: number) {
    super(afterMs === undefined ? `did not come: ${awaited.en}` : `waited ${afterMs} ms for ${awaited.en}`);
    this.awaited = awaited;
    this.afterMs = afterMs;
  }
}

/** What did not come, in one sentence of both languages. */
export const notCome = ({ awaited, afterMs }: DeadlineError): Text => ({
  en: `did not come${afterMs === undefined ? '' : ` within ${afterMs} ms`}: ${awaited.en}`,
  ja: `${afterMs === undefined ? '' : `${afterMs} ミリ秒待っても`}来ませんでした: ${awaited.ja}`,
});

/**
 * The promise, or a {@link DeadlineError} after `ms` milliseconds of {@link afterOwnTime}. The timer is always removed.
 * @throws DeadlineError
 */
export async function within<T>(promise: Promise<T>, awaited: Text, ms = DEFAULT_DEADLINE_MS): Promise<T> {
  if (await settlesWithin(promise, ms)) return promise;
  throw new DeadlineError(awaited, ms);
}

/** Whether a promise is fulfilled or rejected within `ms` milliseconds of {@link afterOwnTime}. */
export async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let withdraw = () => {};
  const over = new Promise<false>((resolve) => {
    withdraw = afterOwnTime(ms, () => resolve(false));
  });
  const settled = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, over]);
  } finally {
    withdraw();
  }
}
