import type { MarpOptions } from '@marp-team/marp-core';
import { languageOf } from '../language.ts';
import { readSource } from '../source.ts';
import { DeckMarp } from './deck-marp.ts';

/** Names of the environment variables in which the build tells its engine which deck is converted, and which cut,
 * and whether only the cover is drawn. */
export const DECK = 'MQTT_HANDS_ON_DECK';
export const CUT = 'MQTT_HANDS_ON_CUT';
export const COVER = 'MQTT_HANDS_ON_COVER';

/** What marp-cli converts a deck with (`--engine`). Its own `marp` is left alone: making it takes time. */
export default (options: MarpOptions): DeckMarp => {
  const { [DECK]: deck = '', [CUT]: cut, [COVER]: cover } = process.env;
  const language = languageOf(deck, readSource(deck));
  return new DeckMarp({
    deck,
    language,
    cut: cut || undefined,
    isCover: cover === '1',
    marp: { ...options },
  });
};
