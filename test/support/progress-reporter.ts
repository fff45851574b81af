import type { Reporter, TestCase, TestModule } from 'vitest/node';

interface Tally {
  done: number;
  known: number;
}

/** The time between two lines, in ms. */
const SPARSELY_MS = 10_000;

/**
 * Prints the progress of a run now and then if the output is not a terminal, because Vitest shows it only in a terminal.
 */
export class ProgressReporter implements Reporter {
  readonly #screen: { write(text: string): unknown };
  readonly #isShownByVitest: boolean;
  readonly #tallies = new Map<string, Tally>();
  #shownAt = performance.now();

  /** @param vitest Vitest's reporter, which knows whether the output is a terminal */
  constructor(screen: { write(text: string): unknown }, vitest: { readonly isTTY: boolean }) {
    this.#screen = screen;
    this.#isShownByVitest = vitest.isTTY;
  }

  onTestModuleCollected({ project, children }: Pick<TestModule, 'children'> & Named): void {
    this.#tally(project.name).known += [...children.allTests()].length;
  }

  onTestCaseResult({ project }: Named): void {
    this.#tally(project.name).done++;
    const now = performance.now();
    if (this.#isShownByVitest || now - this.#shownAt < SPARSELY_MS) return;
    this.#shownAt = now;
    const far = [...this.#tallies].map(([name, { done, known }]) => `${name} ${done}/${known}`);
    this.#screen.write(`${far.join(' · ')}\n`);
  }

  #tally(name: string): Tally {
    const tally = this.#tallies.get(name) ?? { done: 0, known: 0 };
    this.#tallies.set(name, tally);
    return tally;
  }
}

interface Named {
  readonly project: Pick<TestCase['project'], 'name'>;
}
