import type { Bench } from '../bench.ts';

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
 * of them only. All are prepared before the first begins, so that on a busy machine, too, they begin within little more
 * than that second.
 * @param begin begins one, and says how to wait for it
 */
export async function staggered<T>(
  bench: Bench,
  prepare: (number: number) => Promise<T>,
  begin: (prepared: T, number: number) => Promise<() => Promise<Punctuality>>,
): Promise<Punctuality> {
  const prepared: T[] = [];
  for (let number = 1; number <= STAGGERED.count; number++) prepared.push(await prepare(number));
  const awaited: Promise<Punctuality>[] = [];
  for (const [index, one] of prepared.entries()) {
    const wait = await begin(one, index + 1);
    const awaiting = wait();
    // It may fail while the others are still begun; that is told where all are awaited.
    awaiting.catch(() => {});
    awaited.push(awaiting);
    await bench.letPass(STAGGERED.apart);
  }
  const all = await Promise.all(awaited);
  return all.find((one) => one === 'early') ?? all.find((one) => one === 'never') ?? 'in time';
}
