import type { SerializedError, TestModule } from 'vitest/node';
import type { Language, Text } from '../../../harness/base/text.ts';
import { stateOf } from './tested.ts';

type Modules = readonly TestModule[];

const testsIn = (modules: Modules) => modules.flatMap((module) => [...module.children.allTests()]);

/**
 * Why tests were skipped, with how many; not those of a broker that was not started, or that were not asked for (`-t`). What a
 * test says of its claim is in the matrix.
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

/** What failed, by name: what Vitest says of it stands above the matrix. */
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

/** How many tests there were, and how long they took; nothing where there was none. */
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
