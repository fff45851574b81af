import { setTimeout as pass } from 'node:timers/promises';
import { DEFAULT_DEADLINE_MS } from '../base/deadline.ts';
import { afterOwnTime } from '../base/own-time.ts';

/** CONNACK codes: 'Server busy' of MQTT 5 [table 3-1], and 'server unavailable' of MQTT 3.1.1 [table 3.1]. */
const LATER = new Set<unknown>([0x89, 3]);

/** Whether a return code (3.1.1) or reason code (5) of CONNACK asks to try again later. */
export const asksToTryLater = (code: unknown): boolean => LATER.has(code);

/** Milliseconds between such an answer and the next attempt. */
const PAUSE_MS = 20;

/**
 * Retries while the broker asks to try again later, until the deadline; then returns the last answer. EMQX answers so (from
 * 5.8.8 on) if a client reconnects before EMQX has removed the last connection with its client id.
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
