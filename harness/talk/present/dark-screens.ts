import type { Command } from './state.ts';

const kept: readonly Command['do'][] = ['black', 'restart-clock', 'scroll-notes', 'choose', 'next-broker'];

/** Whether dark screens stay dark on this command. A command that shows something to the room lights them. */
export const staysDark = ({ do: what }: Command): boolean => kept.includes(what);
