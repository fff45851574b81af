import path from 'node:path';
import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node';
import { languageFrom } from '../../harness/base/language.ts';
import { wrapped } from '../../harness/base/wrapped.ts';
import { verdictLines } from '../../harness/report/findings.ts';
import { onOneLine } from '../../harness/report/value.ts';
import { digestParts } from './digest/digest.ts';
import { writeMatrix } from './digest/files.ts';
import { failureLines, skippedLines, testsLine } from './digest/run.ts';
import { testedIn } from './digest/tested.ts';

/** The usual width of a terminal, in columns. */
const WIDTH = 80;

const onScreen = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => wrapped(onOneLine(line), WIDTH));

/**
 * Prints the results at the end of a run: claims × brokers in short, what was skipped and why, the failed tests, a verdict for each
 * broker, and the path of the whole matrix.
 */
export class MatrixReporter implements Reporter {
  #startedAt = new Date();
  #folder = 'reports';

  onInit({ config }: Vitest): void {
    this.#folder = path.join(path.relative(process.cwd(), config.root), 'reports');
  }

  onTestRunStart(): void {
    this.#startedAt = new Date();
  }

  async onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): Promise<void> {
    const language = languageFrom(undefined, process.env);
    const startedAt = this.#startedAt;
    const milliseconds = Date.now() - startedAt.getTime();
    const tested = testedIn(modules);
    const { matrix } = tested;
    const files =
      matrix.cells.length === 0
        ? []
        : [await writeMatrix({ ...matrix, startedAt, milliseconds }, this.#folder, language)];
    const parts = [
      ...digestParts(tested, language, WIDTH).map(onScreen),
      onScreen(skippedLines(modules, language)),
      // One line for each, so that a person can find and copy it.
      failureLines(modules, errors, language).map(onOneLine),
      onScreen([...verdictLines(matrix, language), ...testsLine(modules, milliseconds, language), ...files]),
    ];
    const lines = parts.filter((part) => part.length > 0).flatMap((part) => ['', ...part]);
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n\n`);
  }
}
