import type { Matrix } from './matrix.ts';

/** A matrix, and the run that it comes from. */
export interface Report extends Matrix {
  readonly startedAt: Date;
  readonly milliseconds: number;
  /** Decided the order in which it was run, if one did. */
  readonly seed?: number;
}
