import { expect, onTestFinished, test, vi } from 'vitest';
import { ProgressReporter } from '../../support/progress-reporter.ts';

function reporting(isTTY: boolean) {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const written: string[] = [];
  const reporter = new ProgressReporter({ write: (text) => written.push(text) }, { isTTY });
  const project = (name: string) => ({ project: { name } });
  const collect = (name: string, tests: number) =>
    reporter.onTestModuleCollected({
      ...project(name),
      children: { allTests: () => Array(tests).values() },
    } as never);
  return { written, collect, pass: (name: string) => reporter.onTestCaseResult(project(name)) };
}

test('progress is told every ten seconds where Vitest writes to no terminal', () => {
  const { written, collect, pass } = reporting(false);
  collect('embedded', 2);
  collect('emqx', 3);
  pass('embedded');
  expect(written).toEqual([]);
  vi.advanceTimersByTime(10_000);
  pass('embedded');
  pass('emqx');
  expect(written).toEqual(['embedded 2/2 · emqx 0/3\n']);
});

test('nothing is added to what Vitest shows on a terminal', () => {
  const { written, collect, pass } = reporting(true);
  collect('embedded', 1);
  vi.advanceTimersByTime(60_000);
  pass('embedded');
  expect(written).toEqual([]);
});
