import { setTimeout as pass } from 'node:timers/promises';
import { DEFAULT_DEADLINE_MS } from '../deadline.ts';

/** CONNACK: 'Server busy. Try again later' [MQTT 5, table 3-1], and what 3.1.1 has for it, 'server unavailable' [table 3.1]. */
const LATER = new Set<unknown>([0x89, 3]);

/** Whether a return code (3.1.1) or reason code (5) of CONNACK asks for patience. */
export const asksToTryLater = (code: unknown): boolean => LATER.has(code);

/** Milliseconds from an answer that asks for patience to the next attempt. */
const PAUSE_MS = 20;

/**
 * Does as it is told by who asks to be tried again later, until the deadline; after that the last answer counts. EMQX puts off
 * who comes back to a client id before it has cleared away the id's last connection (from 5.8.8 on).
 * @param deadline in milliseconds
 */
export async function untilTaken<T>(
  attempt: () => Promise<T>,
  isPutOff: (answer: T) => boolean,
  deadline = DEFAULT_DEADLINE_MS,
): Promise<T> {
  const until = performance.now() + deadline;
  for (;;) {
    const answer = await attempt();
    if (!isPutOff(answer) || performance.now() > until) return answer;
    await pass(PAUSE_MS);
  }
}
