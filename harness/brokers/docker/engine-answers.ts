const statusOf = (error: unknown) =>
  error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;

/** The engine's answer about a container that it no longer knows. */
export const isNotFound = (error: unknown): boolean => statusOf(error) === 404;

/** The engine's answer to removing a container that it is removing already. */
export const isBeingRemoved = (error: unknown): boolean => statusOf(error) === 409;
