/** In ms. */
const TURN = 20;

interface Watch {
  longest: number;
}

const watches = new Set<Watch>();
let clock: NodeJS.Timeout | undefined;
let lastTurn = 0;

/** How long this process stood still at most, as long as it is not disposed of. */
export interface Standstill extends Disposable {
  /** Milliseconds between two turns in which the process could look at what had come, the one going on included. */
  readonly longest: number;
}

/**
 * Watches for moments in which this process was not run, or was busy with something else: what happened on the wire then
 * was seen late, and what it wanted to send was sent late. Keeps no process alive.
 */
export function watchStandstill(): Standstill {
  const watch: Watch = { longest: 0 };
  takeTurn();
  watches.add(watch);
  clock ??= setInterval(takeTurn, TURN).unref();
  return {
    get longest() {
      if (watches.has(watch)) watch.longest = Math.max(watch.longest, performance.now() - lastTurn);
      return watch.longest;
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
  for (const watch of watches) watch.longest = Math.max(watch.longest, now - lastTurn);
  lastTurn = now;
}
