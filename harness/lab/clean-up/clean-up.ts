import type { IClientOptions } from 'mqtt';
import { within } from '../../base/deadline.ts';
import type { Patience } from '../../base/patience.ts';
import type { Text } from '../../base/text.ts';
import type { Clients } from '../clients.ts';
import type { Footprint } from './footprint.ts';
import { leftBehind } from './left-behind.ts';

interface CleanUpParts {
  /** Ends everything of the run that is connected to the broker. */
  readonly end: () => Promise<void>;
  readonly footprint: Footprint;
  /** Connect to the broker itself, not through the taps with their faults. They are ended here. */
  readonly cleaners: Clients;
  readonly patience: Patience;
}

/** Longer than for one packet: a dozen sessions may have to be ended, on a broker that is busy with other runs. */
const CLEAN_UP_DEADLINE_MS = 60_000;
const forgetting: Text = { en: 'the broker to forget this run', ja: 'ブローカーの後片付け' };

/**
 * Ends a run and removes what it left on the broker.
 * @returns the error that kept something from being removed; undefined if nothing is left
 */
export async function cleanUp({ end, footprint, cleaners, patience }: CleanUpParts): Promise<unknown> {
  try {
    await end();
    const connect = (options: IClientOptions) => cleaners.connect('cleaner', options);
    await within(footprint.clear(connect, patience), forgetting, CLEAN_UP_DEADLINE_MS);
    return undefined;
  } catch (error) {
    const { left } = footprint;
    return left.retained.length + left.sessions.length === 0 ? error : leftBehind(left, error);
  } finally {
    await cleaners.end();
  }
}
