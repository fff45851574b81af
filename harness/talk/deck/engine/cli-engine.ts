import type { MarpOptions } from '@marp-team/marp-core';
import { languageOf } from '../language.ts';
import { readSource } from '../source.ts';
import { DeckMarp } from './deck-marp.ts';

/** Names of the environment variables that tell the engine which deck and which cut to convert. */
export const DECK = 'MQTT_HANDS_ON_DECK';
export const CUT = 'MQTT_HANDS_ON_CUT';

/** The engine of marp-cli (`--engine`). It does not use marp-cli's own `marp`, because creating that takes time. */
export default (options: MarpOptions): DeckMarp => {
  const { [DECK]: deck = '', [CUT]: cut } = process.env;
  const language = languageOf(deck, readSource(deck));
  return new DeckMarp({
    deck,
    language,
    cut: cut || undefined,
    marp: { ...options },
  });
};
