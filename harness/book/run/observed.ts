import type { Text } from '../../base/text.ts';
import type { Observation } from '../../lab/events.ts';

/** What was seen where brokers may differ, in a sentence. */
export function observed({ says: { en, ja }, seen }: Pick<Observation, 'says' | 'seen'>): Text {
  const value = JSON.stringify(seen);
  return { en: `${en}: ${value}`, ja: `${ja}: ${value}` };
}
