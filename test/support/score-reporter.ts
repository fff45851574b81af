import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { type Score, scoreLines, type Tried, type Untouched } from './scoreboard.ts';

declare module 'vitest' {
  interface TaskMeta {
    tried?: Tried;
    untouched?: readonly Untouched[];
  }
}

/** Ends the run with the score of the gallery of faulty brokers. */
export class ScoreReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules
      .filter(({ project }) => project.name === 'faulty')
      .flatMap((module) => [...module.children.allTests()]);
    const metas = tests.map((test) => test.meta());
    const score: Score = {
      tried: metas.flatMap(({ tried }) => tried ?? []),
      untouched: metas.flatMap(({ untouched }) => untouched ?? []),
      leftOut: tests.flatMap(whyLeftOut),
    };
    const lines = scoreLines(score);
    if (lines.length > 0) process.stdout.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
  }
}

/** A test that was not asked for (`-t`) is skipped without a word. */
function whyLeftOut(test: TestCase): string[] {
  const result = test.result();
  return result.state === 'skipped' && result.note !== undefined ? [result.note] : [];
}
