import { brokerKinds } from '../kinds.ts';
import type { KnownDeviation } from './known-deviation.ts';

/** Every known deviation of every broker. */
export const knownDeviations: readonly KnownDeviation[] = brokerKinds.flatMap(({ deviations }) => deviations);
