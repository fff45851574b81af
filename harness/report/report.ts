import type { Matrix } from './matrix.ts';

/** A matrix, and the run that it comes from. */
export interface Report extends Matrix {
  readonly startedAt: Date;
  readonly milliseconds: number;
  /** The seed of the order in which the claims were run, if there is one. */
  readonly seed?: number;
}
