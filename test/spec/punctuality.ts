/**
 * How something came that was to come after a time: words, because the milliseconds differ from run to run, and a cell of
 * the matrix has to be the same.
 */
export type Punctuality = 'early' | 'in time' | 'never';

/** Milliseconds by which two clocks may differ that count the same interval. */
const CLOCKS_MS = 20;

/** @param earliest milliseconds, as `passed` */
export const punctuality = (passed: number, earliest: number): Punctuality =>
  passed < earliest - CLOCKS_MS ? 'early' : 'in time';

/**
 * One word for several that began at different moments of a second: a broker that counts in whole ones is early for some
 * of them only.
 */
export const worst = (all: readonly Punctuality[]): Punctuality =>
  all.find((one) => one === 'early') ?? all.find((one) => one === 'never') ?? 'in time';

/** How several begin, one after the other, over a second; `apart` in milliseconds. */
export const STAGGERED = { count: 10, apart: 100 };
