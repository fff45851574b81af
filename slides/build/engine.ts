import type { Marp } from '@marp-team/marp-core';
import { withMarkers } from './markers.ts';
import { selfContained } from './self-contained.ts';

/** Name of the environment variable in which the build tells its engine which deck is being converted. */
export const DECK = 'MQTT_HANDS_ON_DECK';

/** What marp-cli converts a deck with (`--engine`): marp-core, and pictures and links that work anywhere. */
export default ({ marp }: { readonly marp: Marp }): Marp =>
  withMarkers(marp).use(selfContained(process.env[DECK] ?? ''));
