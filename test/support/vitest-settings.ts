/** What all test runs have in common. */
export const settings = {
  /** An unhandled rejection fails the run, even if every test passes. */
  dangerouslyIgnoreUnhandledErrors: false,
  /** A retry would hide a race. */
  retry: 0,
  maxConcurrency: 32,
  /** Most tests wait for a broker rather than compute. */
  maxWorkers: 4,
  /** Milliseconds: for what hangs. A test waits with deadlines of its own, which a busy machine cannot use up. */
  testTimeout: 600_000,
  hookTimeout: 600_000,
  /** What is polled for has the time that a loaded machine needs; Vitest's own is one second. */
  expect: { poll: { timeout: 120_000 } },
};
