import { percentile } from '../base/percentile.ts';

/** Describes durations in ms, e.g. `median 2.3 ms, 95 % 7 ms, slowest 1,002 ms`. */
export function spread(milliseconds: readonly number[]): string {
  const at = (share: number): string => shown(percentile(milliseconds, share));
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, slowest ${at(1)} ms`;
}

/** Short durations have tenths. */
const shown = (ms: number): string => (ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en'));
