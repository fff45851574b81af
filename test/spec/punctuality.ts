import type { Bench } from '../../harness/claims/bench.ts';

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

/** How many begin one after the other, and how many milliseconds apart: over a second. */
const STAGGERED = { count: 10, apart: 100 };

/**
 * One word for several that begin at different moments of a second: a broker that counts in whole ones is early for some
 * of them only.
 * @param begin begins one, and says how to wait for it
 */
export async function staggered(
  bench: Bench,
  begin: (number: number) => Promise<() => Promise<Punctuality>>,
): Promise<Punctuality> {
  const awaited: Promise<Punctuality>[] = [];
  for (let number = 1; number <= STAGGERED.count; number++) {
    const wait = await begin(number);
    awaited.push(wait());
    await bench.letPass(STAGGERED.apart);
  }
  const all = await Promise.all(awaited);
  return all.find((one) => one === 'early') ?? all.find((one) => one === 'never') ?? 'in time';
}
