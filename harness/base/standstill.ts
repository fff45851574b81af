/** In ms. */
const TURN = 20;
/** Milliseconds over which turns are averaged: longer than a pause of the garbage collector, shorter than a step of a claim. */
const STRETCH = 2_000;

interface Watch {
  longest: number;
  slowest: number;
  /** When the current stretch began, and its turns so far. */
  began: number;
  turns: number;
}

const watches = new Set<Watch>();
let clock: NodeJS.Timeout | undefined;
let lastTurn = 0;

/** How regularly this process has run since it is watched, until this is disposed of. */
export interface Standstill extends Disposable {
  /** The longest time between two turns of the event loop, in ms; the current turn is included. */
  readonly longest: number;
  /** The average time of a turn in the slowest two seconds, in ms; 20 on an idle machine. */
  readonly slowest: number;
}

/**
 * Watches for moments in which this process did not run, or was busy: packets were then read and sent late. Does not keep the
 * process alive.
 */
export function watchStandstill(): Standstill {
  takeTurn();
  const watch: Watch = { longest: 0, slowest: 0, began: lastTurn, turns: 0 };
  watches.add(watch);
  clock ??= setInterval(takeTurn, TURN).unref();
  return {
    get longest() {
      return watches.has(watch) ? Math.max(watch.longest, performance.now() - lastTurn) : watch.longest;
    },
    get slowest() {
      return watch.slowest;
    },
    [Symbol.dispose]: () => {
      takeTurn();
      watches.delete(watch);
      if (watches.size > 0) return;
      clearInterval(clock);
      clock = undefined;
    },
  };
}

function takeTurn(): void {
  const now = performance.now();
  for (const watch of watches) {
    watch.longest = Math.max(watch.longest, now - lastTurn);
    watch.turns++;
    if (now - watch.began < STRETCH) continue;
    watch.slowest = Math.max(watch.slowest, (now - watch.began) / watch.turns);
    watch.began = now;
    watch.turns = 0;
  }
  lastTurn = now;
}
