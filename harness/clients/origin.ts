import type { Text } from '../base/text.ts';

/** How a program of this machine is told. */
export const originOfProgram = (path: string): Text => ({
  en: `the program ${path}`,
  ja: `このマシンの ${path}`,
});
