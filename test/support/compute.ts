/** Blocks this thread with computing for some milliseconds. */
export function compute(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
