import { setTimeout as pass } from 'node:timers/promises';
import { DEFAULT_DEADLINE_MS } from '../base/deadline.ts';
import { afterOwnTime } from '../base/own-time.ts';

/** CONNACK: 'Server busy. Try again later' [MQTT 5, table 3-1], and what 3.1.1 has for it, 'server unavailable' [table 3.1]. */
const LATER = new Set<unknown>([0x89, 3]);

/** Whether a return code (3.1.1) or reason code (5) of CONNACK asks for patience. */
export const asksToTryLater = (code: unknown): boolean => LATER.has(code);

/** Milliseconds from an answer that asks for patience to the next attempt. */
const PAUSE_MS = 20;

/**
 * Retries while the broker asks to be tried again later, until the deadline; then returns the last answer. EMQX puts off a
 * client that comes back to its id before the id's last connection is cleared away (from 5.8.8 on).
 * @param deadline in milliseconds of this process's own time
 */
export async function untilTaken<T>(
  attempt: () => Promise<T>,
  isPutOff: (answer: T) => boolean,
  deadline = DEFAULT_DEADLINE_MS,
): Promise<T> {
  let isOver = false;
  const withdraw = afterOwnTime(deadline, () => {
    isOver = true;
  });
  try {
    for (;;) {
      const answer = await attempt();
      if (!isPutOff(answer) || isOver) return answer;
      await pass(PAUSE_MS);
    }
  } finally {
    withdraw();
  }
}
