/** Node's code of an error, e.g. `ECONNREFUSED`; undefined if it has none. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Why something failed, in one word if there is one: Node's code of the error, else its text. */
export const errorReason = (error: unknown): string => errorCode(error) ?? String(error);

/** Whether an error only says that a time limit has passed. */
export const isTimeUp = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
