import type { Deviation } from '../deviations/of-broker.ts';

type Until = Pick<Deviation, 'lookedAt' | 'mended'>;

/** The versions of Mosquitto on which every claim was run. */
export const mosquittoLookedAt = ['2.0.11', '2.0.21', '2.0.22', '2.1.2'] as const;

/** Deviations that 2.0.13, 2.0.20 and 2.1.0 fixed, according to their sources. */
export const until2013: Until = { lookedAt: ['2.0.11'], mended: '2.0.13' };
export const until2020: Until = { lookedAt: ['2.0.11'], mended: '2.0.20' };
export const until21: Until = { lookedAt: ['2.0.11', '2.0.21', '2.0.22'], mended: '2.1.0' };
