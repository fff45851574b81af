import type { Reporter, TestCase, TestModule } from 'vitest/node';

interface Tally {
  done: number;
  known: number;
}

/** Between two lines, in ms. */
const SPARSELY_MS = 10_000;

/** Where the output is no terminal, Vitest is silent until a file is over, which takes a minute: says now and then how far it is. */
export class ProgressReporter implements Reporter {
  readonly #screen: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly #tallies = new Map<string, Tally>();
  #shownAt = performance.now();

  constructor(screen: { readonly isTTY?: boolean; write(text: string): unknown }) {
    this.#screen = screen;
  }

  onTestModuleCollected({ project, children }: Pick<TestModule, 'children'> & Named): void {
    this.#tally(project.name).known += [...children.allTests()].length;
  }

  onTestCaseResult({ project }: Named): void {
    this.#tally(project.name).done++;
    const now = performance.now();
    if (this.#screen.isTTY || now - this.#shownAt < SPARSELY_MS) return;
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
