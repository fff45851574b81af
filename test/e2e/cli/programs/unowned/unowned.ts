import { test } from 'vitest';

test('holds, and leaves a rejection behind', () => {
  // The linter would find it, were it not by way of a function that hides it.
  const hidden: (error: Error) => unknown = (error) => Promise.reject(error);
  hidden(new Error('nobody awaits this'));
});
