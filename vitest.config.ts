import { defineConfig } from 'vitest/config';
import { testedBrokers } from './harness/brokers/index.ts';
import { MatrixReporter } from './test/support/matrix-reporter.ts';
import { ProgressReporter } from './test/support/progress-reporter.ts';
import { QuietReporter } from './test/support/quiet-reporter.ts';
import { settings } from './test/support/vitest-settings.ts';

/** Unit tests keep the processors busy, beside which the time of brokers could not be measured. */
const afterUnit = 1;

/** One project a broker, so that output, filters and reports name it: `npx vitest run --project emqx`. */
const claimsOn = (broker: string) => ({
  extends: true as const,
  test: {
    name: broker,
    include: ['test/brokers/**/*.test.ts'],
    globalSetup: ['test/support/start-broker.ts'],
    provide: { brokerName: broker },
    sequence: { groupOrder: afterUnit },
  },
});

const quiet = new QuietReporter();

/** `npm test`: every claim on every broker that can be started here, and the parts of the harness by themselves. */
export default defineConfig({
  test: {
    ...settings,
    // What files import is loaded once a worker, which takes a quarter off the whole run. No test changes what others import.
    pool: 'threads',
    isolate: false,
    reporters: [
      quiet,
      new ProgressReporter(process.stderr, quiet),
      new MatrixReporter(),
      ...(process.env.CI ? ['json' as const] : []),
    ],
    outputFile: { json: 'reports/claims.json' },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'] },
      },
      ...testedBrokers.map(claimsOn),
    ],
  },
});
