/** In ms. */
const TURN = 20;

interface Watch {
  readonly began: number;
  turns: number;
  longest: number;
}

const watches = new Set<Watch>();
let clock: NodeJS.Timeout | undefined;
let lastTurn = 0;

/** How well this process was run, as long as it is not disposed of. */
export interface Standstill extends Disposable {
  /** Milliseconds between two turns in which the process could look at what had come, the one going on included. */
  readonly longest: number;
  /** Milliseconds from one turn to the next on average; 20 on a machine with nothing else to do. */
  readonly average: number;
}

/**
 * Watches for moments in which this process was not run, or was busy with something else: what happened on the wire then
 * was seen late, and what it wanted to send was sent late. Keeps no process alive.
 */
export function watchStandstill(): Standstill {
  takeTurn();
  const watch: Watch = { began: lastTurn, turns: 0, longest: 0 };
  watches.add(watch);
  clock ??= setInterval(takeTurn, TURN).unref();
  let ended: number | undefined;
  return {
    get longest() {
      return ended === undefined ? Math.max(watch.longest, performance.now() - lastTurn) : watch.longest;
    },
    get average() {
      return ((ended ?? performance.now()) - watch.began) / (watch.turns + 1);
    },
    [Symbol.dispose]: () => {
      takeTurn();
      ended ??= lastTurn;
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
    watch.turns++;
    watch.longest = Math.max(watch.longest, now - lastTurn);
  }
  lastTurn = now;
}
