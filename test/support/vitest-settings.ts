/** The settings of all test runs. */
export const settings = {
  /** An unhandled rejection fails the run, even if every test passes. */
  dangerouslyIgnoreUnhandledErrors: false,
  /** No retries, because a retry would hide a race. */
  retry: 0,
  maxConcurrency: 32,
  /** Most tests wait for a broker rather than compute. */
  maxWorkers: 4,
  /** Only for tests that hang, in ms. A test has its own deadlines, which are longer on a busy machine. */
  testTimeout: 600_000,
  hookTimeout: 600_000,
  /** Enough for a busy machine; Vitest's default is one second. */
  expect: { poll: { timeout: 120_000 } },
};
