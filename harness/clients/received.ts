import * as v from 'valibot';
import type { Received } from './client-kind.ts';

const message = v.object({
  topic: v.string(),
  payload: v.string(),
  qos: v.number(),
  // mosquitto_sub prints a number.
  retain: v.pipe(
    v.union([v.boolean(), v.number()]),
    v.transform((retain) => Boolean(retain)),
  ),
});

/** The messages of a client that prints each as a line of JSON; other lines are ignored. */
export const receivedInJson = (lines: readonly string[]): Received[] =>
  lines.flatMap((line) => {
    const { success, output } = v.safeParse(message, jsonIn(line));
    return success ? [output] : [];
  });

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
