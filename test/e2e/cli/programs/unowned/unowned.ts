import { test } from 'vitest';

test('holds, and leaves a rejection behind', () => {
  // The function hides the promise from the linter.
  const hidden: (error: Error) => unknown = (error) => Promise.reject(error);
  hidden(new Error('nobody awaits this'));
});
