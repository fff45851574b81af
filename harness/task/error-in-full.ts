import type { Notice } from './task.ts';

/** For a task that asks for a sentence about an error: the program caught the error, and wrote all of it. */
export const errorInFull: Notice = {
  // Node writes its version below an error that no one caught.
  sees: ({ lines }) =>
    lines.some((line) => /^\s+at /.test(line)) && !lines.some((line) => /^Node\.js v\d/.test(line)),
  says: {
    en: 'Your program caught the error, and wrote all of it, stack trace and all. Which part of an error is its sentence?',
    ja: 'エラーは受け止めていますが、スタックトレースごと全部書いています。エラーのどの部分が、理由の文ですか?',
  },
};
