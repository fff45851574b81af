import { defineConfig } from 'vitest/config';
import { settings } from '../../../../support/vitest-settings.ts';

/** A run of one test that passes and leaves an unhandled rejection. */
export default defineConfig({
  test: { ...settings, root: import.meta.dirname, include: ['unowned.ts'], pool: 'threads', isolate: false },
});
