import { DefaultReporter, type TestCase, type TestModule } from 'vitest/node';

type Summary = Parameters<DefaultReporter['reportTestSummary']>;

/** Vitest's default reporter without passed tests: no line for a file or a test, and no summary unless something failed. */
export class QuietReporter extends DefaultReporter {
  protected override printTestModule(module: TestModule): void {
    if (module.state() === 'failed') super.printTestModule(module);
  }

  protected override printTestCase(
    moduleState: Parameters<DefaultReporter['printTestCase']>[0],
    test: TestCase,
  ): void {
    if (test.result().state === 'failed') super.printTestCase(moduleState, test);
  }

  override reportTestSummary(files: Summary[0], errors: Summary[1], leaks: Summary[2]): void {
    const hasFailed = files.some(({ result }) => result?.state === 'fail');
    if (hasFailed || errors.length > 0 || leaks > 0) super.reportTestSummary(files, errors, leaks);
  }
}
