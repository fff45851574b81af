import type { Reporter, TestModule } from 'vitest/node';
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
    const metas = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.meta()));
    const score: Score = {
      tried: metas.flatMap(({ tried }) => tried ?? []),
      untouched: metas.flatMap(({ untouched }) => untouched ?? []),
    };
    const lines = scoreLines(score);
    if (lines.length > 0) process.stdout.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
  }
}
