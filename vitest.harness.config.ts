import { defineConfig } from 'vitest/config';
import { ScoreReporter } from './test/support/score-reporter.ts';
import { settings } from './test/support/vitest-settings.ts';

/** They wait for deadlines most of the time. */
const waiting = { maxWorkers: 6, sequence: { groupOrder: 0 } };
/** They start programs, browsers and containers: more at once than there are processors only wait for each other. */
const working = { maxWorkers: 3, sequence: { groupOrder: 1 } };

/**
 * `npm run test:harness`: that it notices brokers that break a promise, keeps to its own topics on somebody else's, starts and
 * stops real ones, bears bad input and bad luck, and presents a talk in a real browser.
 */
export default defineConfig({
  test: {
    ...settings,
    reporters: ['default', new ScoreReporter(), ...(process.env.CI ? ['json' as const] : [])],
    outputFile: { json: 'reports/harness.json' },
    projects: [
      {
        extends: true,
        test: {
          ...waiting,
          name: 'faulty',
          include: ['test/faulty/**/*.test.ts'],
          globalSetup: ['test/support/start-broker.ts'],
          provide: { brokerName: 'mosquitto' },
        },
      },
      { extends: true, test: { ...waiting, name: 'abroad', include: ['test/e2e/abroad/**/*.test.ts'] } },
      { extends: true, test: { ...working, name: 'brokers', include: ['test/e2e/brokers/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          ...working,
          name: 'cli',
          include: ['test/e2e/cli/**/*.test.ts', 'test/e2e/clients/**/*.test.ts'],
        },
      },
      { extends: true, test: { ...working, name: 'present', include: ['test/e2e/present/**/*.test.ts'] } },
    ],
  },
});
