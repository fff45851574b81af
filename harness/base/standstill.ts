/** In ms. */
const TURN = 20;
/** Milliseconds over which turns are averaged: long enough for a pause of a collector, short enough for a step of a claim. */
const STRETCH = 2_000;

interface Watch {
  longest: number;
  slowest: number;
  /** When the stretch began that is going on, and its turns so far. */
  began: number;
  turns: number;
}

const watches = new Set<Watch>();
let clock: NodeJS.Timeout | undefined;
let lastTurn = 0;

/** How well this process was run, as long as it is not disposed of. */
export interface Standstill extends Disposable {
  /** Milliseconds between two turns in which the process could look at what had come, the one going on included. */
  readonly longest: number;
  /** Milliseconds from one turn to the next, averaged over the slowest two seconds; 20 where nothing else is to be done. */
  readonly slowest: number;
}

/**
 * Watches for moments in which this process was not run, or was busy with something else: what happened on the wire then
 * was seen late, and what it wanted to send was sent late. Keeps no process alive.
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
