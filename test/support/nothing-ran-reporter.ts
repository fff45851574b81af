import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { didYouMean } from '../../harness/base/nearest.ts';
import { printable } from '../../harness/base/visible.ts';
import { specGallery } from '../../harness/claims/themes/faults.ts';
import { faultyClients } from '../../harness/situations/faults/index.ts';
import { gallery } from '../../labs/faults.ts';

/** Fails a run if `-t` matches no test, for example because a claim is misspelt. Vitest alone would pass. */
export class NothingRanReporter implements Reporter {
  #pattern: RegExp | undefined;

  onInit({ config }: Vitest): void {
    this.#pattern = config.testNamePattern;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    if (this.#pattern === undefined || tests.length === 0 || !tests.every(isNotAskedFor)) return;
    process.exitCode = 1;
    process.stderr.write(`${noTestFits(this.#pattern.source)}\n`);
  }
}

/** Whether `-t` left the test out: it was skipped without a reason. A test without its broker has a reason. */
function isNotAskedFor(test: TestCase): boolean {
  const result = test.result();
  return result.state === 'skipped' && result.note === undefined;
}

const claims = [...new Set([...gallery, ...specGallery, ...faultyClients].map(({ breaks }) => breaks))];

function noTestFits(pattern: string): string {
  const word = printable(pattern, 80);
  return `no test fits -t ${word}, nothing was run: ${didYouMean(word.replaceAll('\\', ''), claims).en}`;
}
