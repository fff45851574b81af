import type { Bench } from '../bench.ts';

/**
 * Whether something came early, in time or late. It is a word, because milliseconds differ from run to run, and a cell of the
 * matrix must not.
 */
export type Punctuality = 'early' | 'in time' | 'never';

/** By how many milliseconds two clocks may differ that measure the same interval. */
const CLOCKS_MS = 20;

/** @param earliest milliseconds, as `passed` */
export const punctuality = (passed: number, earliest: number): Punctuality =>
  passed < earliest - CLOCKS_MS ? 'early' : 'in time';

/** How many measurements begin one after the other, and how many milliseconds apart: they spread over a second. */
const STAGGERED = { count: 10, apart: 100 };

/**
 * One word for several measurements that begin at different moments of a second: a broker that counts whole seconds is early
 * for some of them only. All are prepared before the first one begins, so that also on a busy machine they begin within little
 * more than a second.
 * @param begin begins one measurement, and returns how to wait for it
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
    // It may fail while the others have not begun yet. The error is thrown where all of them are awaited.
    awaiting.catch(() => {});
    awaited.push(awaiting);
    await bench.letPass(STAGGERED.apart);
  }
  const all = await Promise.all(awaited);
  return all.find((one) => one === 'early') ?? all.find((one) => one === 'never') ?? 'in time';
}
