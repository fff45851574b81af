/**
 * Finds the greatest accepted whole number from `low` to `high`, if all numbers up to it are accepted; `low` is not tried. Tries
 * `high` first, because mostly there is no limit below it.
 */
export async function greatest(
  low: number,
  high: number,
  accepts: (number: number) => Promise<boolean>,
): Promise<number> {
  if (await accepts(high)) return high;
  let [accepted, refused] = [low, high];
  while (refused - accepted > 1) {
    const middle = Math.floor((accepted + refused) / 2);
    if (await accepts(middle)) accepted = middle;
    else refused = middle;
  }
  return accepted;
}
