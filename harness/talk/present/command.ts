import type { Command } from './state.ts';

const bare = [
  'play',
  'cancel',
  'hurry',
  'back',
  'invite',
  'next-broker',
  'black',
  'restart-clock',
  'toggle-room',
  'invite-phones',
] as const;
const isBare = (word: unknown): word is (typeof bare)[number] => bare.some((known) => known === word);

const onLabs = ['run', 'replay', 'play-through', 'compare'] as const;
const isOnLab = (word: unknown): word is (typeof onLabs)[number] => onLabs.some((known) => known === word);

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 10_000;
const isName = (value: unknown): value is string => typeof value === 'string' && value.length < 200;

/**
 * Reads the command that a browser sent; `undefined` if it is not one. Names are only looked up in the server's own lists.
 */
export function commandIn(json: unknown): Command | undefined {
  if (typeof json !== 'object' || json === null || !('do' in json)) return undefined;
  const asked: { readonly [name: string]: unknown } = { ...json };
  if (isBare(asked.do)) return { do: asked.do };
  if ((asked.do === 'move' || asked.do === 'scroll' || asked.do === 'scroll-notes') && isWhole(asked.by))
    return { do: asked.do, by: asked.by };
  if (asked.do === 'arrow' && isWhole(asked.by)) return { do: 'arrow', by: asked.by };
  if (asked.do === 'open' && isWhole(asked.packet)) return { do: 'open', packet: asked.packet };
  if (asked.do === 'go' && isWhole(asked.to)) return { do: 'go', to: asked.to };
  if (asked.do === 'look' && isWhole(asked.step)) return { do: 'look', step: asked.step };
  if (asked.do === 'choose' && isName(asked.broker)) return { do: 'choose', broker: asked.broker };
  if (!isOnLab(asked.do)) return undefined;
  if (asked.lab === undefined) return { do: asked.do };
  return isName(asked.lab) ? { do: asked.do, lab: asked.lab } : undefined;
}
