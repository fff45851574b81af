/** In ms. */
const TURN = 20;

interface Waiting {
  /** Turns left. */
  turns: number;
  readonly over: () => void;
}

const waiting = new Set<Waiting>();
let clock: NodeJS.Timeout | undefined;

/**
 * Calls `over` once this process has run for `ms` milliseconds, counted in turns of 20 ms of the event loop. On a busy machine a
 * turn takes longer, and packets that arrive meanwhile are not read: a deadline in wall-clock time would blame the broker for
 * that. On an idle machine it is late by at most one turn and some per cent. Does not keep the process alive.
 * @returns a function that cancels it
 */
export function afterOwnTime(ms: number, over: () => void): () => void {
  // The first turn has begun already.
  return wait({ turns: Math.ceil(ms / TURN) + 1, over });
}

/** Measures the time of {@link afterOwnTime} from now on, to one turn, until it is disposed of. */
export function ownStopwatch(): { readonly ms: number } & Disposable {
  const turns = Number.MAX_SAFE_INTEGER;
  const one = { turns, over: () => {} };
  const end = wait(one);
  return {
    get ms() {
      return (turns - one.turns) * TURN;
    },
    [Symbol.dispose]: end,
  };
}

let sinceFirst: { readonly ms: number } | undefined;

/** Milliseconds of {@link afterOwnTime} since the first call in this process. It goes on for as long as the process does. */
export function ownNow(): number {
  sinceFirst ??= ownStopwatch();
  return sinceFirst.ms;
}

/** A signal that is aborted after `ms` milliseconds of {@link afterOwnTime}, as by `AbortSignal.timeout`. */
export function ownTimeSignal(ms: number): AbortSignal {
  const controller = new AbortController();
  afterOwnTime(ms, () => controller.abort(new DOMException(`waited ${ms} ms`, 'TimeoutError')));
  return controller.signal;
}

function wait(one: Waiting): () => void {
  waiting.add(one);
  clock ??= setInterval(takeTurn, TURN).unref();
  return () => {
    waiting.delete(one);
  };
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
