import { defineConfig } from 'vitest/config';
import { brokerNames } from './harness/brokers/index.ts';
import { MatrixReporter } from './test/matrix-reporter.ts';

/** One project a broker, so that output, filters and reports name it: `npx vitest run --project emqx`. */
const talkOn = (broker: string) => ({
  extends: true as const,
  test: {
    name: broker,
    include: ['test/talk/**/*.test.ts', 'test/spec/**/*.test.ts'],
    globalSetup: ['test/talk/start-broker.ts'],
    provide: { brokerName: broker },
  },
});

export default defineConfig({
  test: {
    retry: 0,
    maxConcurrency: 32,
    // Most tests wait for a broker rather than compute.
    maxWorkers: 4,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', new MatrixReporter(), ...(process.env.CI ? ['json' as const] : [])],
    outputFile: { json: 'reports/vitest.json' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/slides/**/*.test.ts', 'test/cli/**/*.test.ts'],
        },
      },
      { extends: true, test: { name: 'faulty', include: ['test/faulty/**/*.test.ts'] } },
      { extends: true, test: { name: 'brokers', include: ['test/brokers/**/*.test.ts'] } },
      ...brokerNames.map(talkOn),
    ],
  },
});
