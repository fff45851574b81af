/** In ms. */
const TURN = 20;

interface Waiting {
  /** Turns to go. */
  turns: number;
  readonly over: () => void;
}

const waiting = new Set<Waiting>();
let clock: NodeJS.Timeout | undefined;

/**
 * Calls `over` once this process has had `ms` milliseconds, counted in turns of 20 ms in which it came round to look.
 * On a busy machine a turn takes longer than that, and what arrived meanwhile was not seen: a deadline by the clock on
 * the wall would blame the broker for it. Elsewhere it is at most one turn late, and some per cent. Keeps no process alive.
 * @returns the way to withdraw it
 */
export function afterOwnTime(ms: number, over: () => void): () => void {
  // The first turn has begun already.
  const one = { turns: Math.ceil(ms / TURN) + 1, over };
  waiting.add(one);
  clock ??= setInterval(takeTurn, TURN).unref();
  return () => {
    waiting.delete(one);
  };
}

/** A signal that is aborted after so many milliseconds of {@link afterOwnTime}, as by `AbortSignal.timeout`. */
export function ownTimeSignal(ms: number): AbortSignal {
  const controller = new AbortController();
  afterOwnTime(ms, () => controller.abort(new DOMException(`waited ${ms} ms`, 'TimeoutError')));
  return controller.signal;
}

function takeTurn(): void {
  for (const one of waiting) {
    if (--one.turns > 0) continue;
    waiting.delete(one);
    one.over();
  }
  if (waiting.size > 0) return;
  clearInterval(clock);
  clock = undefined;
}
