import { expect, test } from 'vitest';
import type { TestModule } from 'vitest/node';
import { failureLines, skippedLines, testsLine } from '../../../support/digest/run.ts';

type State = 'passed' | 'failed' | 'skipped';

interface Told {
  readonly state: State;
  readonly note?: string;
  readonly found?: object;
}

/** A file of tests as Vitest hands it to a reporter, as far as it is looked at. */
function moduleOf(
  name: string,
  tests: readonly Told[],
  broker?: object,
  state: State = 'passed',
): TestModule {
  const project = { name, getProvidedContext: () => ({ broker }) };
  const cases = tests.map(({ note, found, ...told }, at) => ({
    project,
    fullName: `test ${at}`,
    meta: () => ({ found }),
    result: () => ({ state: told.state, note }),
  }));
  const allTests = (wanted?: State) =>
    cases.filter((one) => wanted === undefined || one.result().state === wanted).values();
  return {
    project,
    relativeModuleId: `${name}.test.ts`,
    state: () => state,
    children: { allTests },
  } as never;
}

test('why tests were skipped is told once, with how many', () => {
  const note = 'no browser';
  const skipped = { state: 'skipped', note } as const;
  const modules = [
    moduleOf('unit', [skipped, { state: 'skipped' }, { state: 'passed' }]),
    moduleOf('present', [skipped, { ...skipped, note: 'no fonts' }]),
    // The matrix tells of these.
    moduleOf('emqx', [skipped], { notStarted: 'no image' }),
    moduleOf('mosquitto', [{ ...skipped, found: {} }], { up: {} }),
  ];
  expect(skippedLines(modules, 'en')).toEqual([
    '– 2 tests skipped: no browser',
    '– 1 test skipped: no fonts',
  ]);
  expect(skippedLines(modules, 'ja')[0]).toBe('– テスト 2 件をスキップ: no browser');
});

test('what failed is named: tests, files that did not load, errors of no test', () => {
  const modules = [
    moduleOf('unit', [{ state: 'passed' }, { state: 'failed' }], undefined, 'failed'),
    moduleOf('emqx', [], undefined, 'failed'),
  ];
  expect(failureLines(modules, [{ message: 'nobody awaited it' }], 'en')).toEqual([
    'failed: unit > test 1',
    'failed: emqx > emqx.test.ts',
    'failed: nobody awaited it',
  ]);
  expect(failureLines([moduleOf('unit', [{ state: 'passed' }])], [], 'en')).toEqual([]);
});

test('tests are counted by how they ended', () => {
  const modules = [moduleOf('unit', [{ state: 'passed' }, { state: 'passed' }, { state: 'skipped' }])];
  expect(testsLine(modules, 61_230, 'en')).toEqual(['2 tests passed, 0 failed, 1 skipped, in 61.2 s']);
  expect(testsLine(modules, 61_230, 'ja')).toEqual(['テスト: 成功 2、失敗 0、スキップ 1(61.2 秒)']);
  expect(testsLine([], 1, 'en')).toEqual([]);
});
