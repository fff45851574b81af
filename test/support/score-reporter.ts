import type { Reporter, TestCase, TestModule } from 'vitest/node';
import {
  clientScoreLines,
  type Lawful,
  type Score,
  scoreLines,
  type Tried,
  type TriedClient,
  type Untouched,
} from './scoreboard.ts';

declare module 'vitest' {
  interface TaskMeta {
    tried?: Tried;
    untouched?: readonly Untouched[];
    triedClient?: TriedClient;
    lawfulClient?: Lawful;
  }
}

/** Prints the scores of the galleries of faulty brokers and clients at the end of a run. */
export class ScoreReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules
      .filter(({ project }) => project.name.startsWith('faulty'))
      .flatMap((module) => [...module.children.allTests()]);
    const metas = tests.map((test) => test.meta());
    const score: Score = {
      tried: metas.flatMap(({ tried }) => tried ?? []),
      untouched: metas.flatMap(({ untouched }) => untouched ?? []),
      leftOut: tests.flatMap(whyLeftOut),
    };
    const clientLines = clientScoreLines(
      metas.flatMap(({ triedClient }) => triedClient ?? []),
      metas.flatMap(({ lawfulClient }) => lawfulClient ?? []),
    );
    const lines = [...scoreLines(score), ...clientLines];
    if (lines.length > 0) process.stdout.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
  }
}

/** The reason of a skipped test; none if `-t` left it out. */
function whyLeftOut(test: TestCase): string[] {
  const result = test.result();
  return result.state === 'skipped' && result.note !== undefined ? [result.note] : [];
}
