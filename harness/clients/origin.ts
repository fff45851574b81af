import type { Text } from '../base/text.ts';

/** Describes a program of this machine. */
export const originOfProgram = (path: string): Text => ({
  en: `the program ${path}`,
  ja: `このマシンの ${path}`,
});
