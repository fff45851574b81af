import type { Text } from './text.ts';

/**
 * Something a person can mend: what is wrong, and what to do about it. The command line prints it as one line
 * and exits with 2; everything else that is thrown is a bug of ours.
 */
export class CannotRunError extends Error {
  override readonly name = 'CannotRunError';
  /** Stable word for tests and scripts, e.g. `connection-refused`. */
  readonly code: string;
  readonly what: Text;
  readonly advice: Text;

  constructor(code: string, what: Text, advice: Text, options?: ErrorOptions) {
    super(`${what.en}: ${advice.en}`, options);
    this.code = code;
    this.what = what;
    this.advice = advice;
  }
}
