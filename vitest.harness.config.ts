import { defineConfig } from 'vitest/config';
import { testedBrokers } from './harness/brokers/index.ts';
import { NothingRanReporter } from './test/support/nothing-ran-reporter.ts';
import { ScoreReporter } from './test/support/score-reporter.ts';
import { settings } from './test/support/vitest-settings.ts';

/** They wait for deadlines most of the time. */
const waiting = { maxWorkers: 6, sequence: { groupOrder: 0 } };
/** They start programs, browsers and containers: more at once than there are processors only wait for each other. */
const working = { maxWorkers: 3, sequence: { groupOrder: 1 } };
/** Clients keep the processors busy, beside which the time of brokers could not be measured. */
const apart = { maxWorkers: 2, sequence: { groupOrder: 2 } };
/** Whole runs of `npm run verify`, each as much as one machine bears. */
const alone = { maxWorkers: 1, sequence: { groupOrder: 3 } };
const clients = 'test/faulty/clients/*.test.ts';

/** The learner's programs on a broker: each is a process of its own, and keeps the processors busy, too. */
const tasksOn = (broker: string) => ({
  extends: true as const,
  test: {
    ...apart,
    name: `tasks-${broker}`,
    include: ['test/tasks/*.test.ts'],
    globalSetup: ['test/support/start-broker-when-asked.ts'],
    provide: { brokerName: broker },
  },
});

/**
 * `npm run test:harness`: that it notices brokers that break a promise, keeps to its own topics on somebody else's, starts and
 * stops real ones, bears bad input and bad luck, and presents a talk in a real browser.
 */
export default defineConfig({
  test: {
    ...settings,
    reporters: [
      'default',
      new ScoreReporter(),
      new NothingRanReporter(),
      ...(process.env.CI ? ['json' as const] : []),
    ],
    outputFile: { json: 'reports/harness.json' },
    projects: [
      {
        extends: true,
        test: {
          ...waiting,
          name: 'faulty',
          include: ['test/faulty/**/*.test.ts'],
          exclude: [clients],
          globalSetup: ['test/support/start-broker-when-asked.ts'],
          provide: { brokerName: 'mosquitto' },
        },
      },
      { extends: true, test: { ...apart, name: 'faulty-clients', include: [clients] } },
      ...testedBrokers.map(tasksOn),
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
      { extends: true, test: { ...alone, name: 'clouds', include: ['test/e2e/clouds/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          ...working,
          name: 'book',
          include: ['test/e2e/book/**/*.test.ts'],
          globalSetup: ['test/support/build-book.ts'],
        },
      },
      { extends: true, test: { ...working, name: 'present', include: ['test/e2e/present/**/*.test.ts'] } },
    ],
  },
});
