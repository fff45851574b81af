import type { SerializedError, TestModule } from 'vitest/node';
import type { Language, Text } from '../../../harness/base/text.ts';
import { stateOf } from './tested.ts';

type Modules = readonly TestModule[];

const testsIn = (modules: Modules) => modules.flatMap((module) => [...module.children.allTests()]);

/**
 * The reasons why tests were skipped, each with its number of tests. Left out are tests of a broker that was not started, tests that
 * `-t` left out, and skipped claims, which are in the matrix.
 */
export function skippedLines(modules: Modules, language: Language): string[] {
  const notes = testsIn(modules).flatMap((test) => {
    const result = test.result();
    const state = stateOf(test.project);
    const isTold = test.meta().found !== undefined || (state !== undefined && 'notStarted' in state);
    return result.state !== 'skipped' || result.note === undefined || isTold ? [] : [result.note];
  });
  return [...Map.groupBy(notes, (note) => note)].map(([note, { length }]) => skipped(length, note)[language]);
}

const skipped = (count: number, note: string): Text => ({
  en: `– ${count} test${count === 1 ? '' : 's'} skipped: ${note}`,
  ja: `– テスト ${count} 件をスキップ: ${note}`,
});

/** The names of failed tests. Vitest's details are above the matrix. */
export function failureLines(
  modules: Modules,
  errors: readonly SerializedError[],
  language: Language,
): string[] {
  const files = modules
    .filter((module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0)
    .map(({ project, relativeModuleId }) => `${project.name} > ${relativeModuleId}`);
  const tests = testsIn(modules)
    .filter((test) => test.result().state === 'failed')
    .map(({ project, fullName }) => `${project.name} > ${fullName}`);
  return [...tests, ...files, ...errors.map(({ message }) => message)].map(
    (name) => `${failedWord[language]}: ${name}`,
  );
}

const failedWord: Text = { en: 'failed', ja: '失敗' };

/** The number of tests and their time; nothing if there were no tests. */
export function testsLine(modules: Modules, milliseconds: number, language: Language): string[] {
  const tests = testsIn(modules);
  if (tests.length === 0) return [];
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  const [passed, failed, left] = ['passed', 'failed', 'skipped'].map(count);
  const seconds = (milliseconds / 1_000).toFixed(1);
  const text: Text = {
    en: `${passed} tests passed, ${failed} failed, ${left} skipped, in ${seconds} s`,
    ja: `テスト: 成功 ${passed}、失敗 ${failed}、スキップ ${left}(${seconds} 秒)`,
  };
  return [text[language]];
}
