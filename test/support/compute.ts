/** Computes for so many milliseconds, and lets nothing else run. */
export function compute(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
