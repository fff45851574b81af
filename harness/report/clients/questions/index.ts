import { acknowledging } from './acknowledging.ts';
import { connecting } from './connecting.ts';
import { ending } from './ending.ts';
import { offline } from './offline.ts';
import type { Question } from './question.ts';
import { reconnecting } from './reconnecting.ts';
import { resending } from './resending.ts';

/** Every question about clients, in the order of the page. */
export const questions: readonly Question[] = [
  ...connecting,
  ...offline,
  ...resending,
  ...reconnecting,
  ...acknowledging,
  ...ending,
];
