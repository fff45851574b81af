import type { Command } from './state.ts';

const kept: readonly Command['do'][] = ['black', 'restart-clock', 'scroll-notes', 'choose', 'next-broker'];

/** Whether dark screens stay dark: what shows something to the room lights them. */
export const staysDark = ({ do: what }: Command): boolean => kept.includes(what);
