import type { Marp } from '@marp-team/marp-core';
import { onlyCut } from './cut.ts';
import { withMarkers } from './markers.ts';
import { selfContained } from './self-contained.ts';

/** Names of the environment variables in which the build tells its engine which deck is converted, and which cut. */
export const DECK = 'MQTT_HANDS_ON_DECK';
export const CUT = 'MQTT_HANDS_ON_CUT';

/** What marp-cli converts a deck with (`--engine`): marp-core, and pictures and links that work anywhere. */
export default ({ marp }: { readonly marp: Marp }): Marp => {
  const { [DECK]: deck = '', [CUT]: cut } = process.env;
  const whole = withMarkers(marp).use(selfContained(deck));
  return cut ? whole.use(onlyCut(cut)) : whole;
};
