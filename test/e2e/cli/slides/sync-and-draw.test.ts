import { describe, expect, test } from 'vitest';
import { runSlides } from '../../support/run-slides.ts';

describe.each(['slides-sync', 'slides-draw'] as const)('%s', (program) => {
  test('has nothing to do where nothing has changed', async () => {
    const run = await runSlides([], {}, program);
    expect(run).toMatchObject({ stdout: '', stderr: 'Nothing to do: all is up to date.', exitCode: 0 });
  });

  test('says what it does not understand in one line', async () => {
    const run = await runSlides(['--chekc'], {}, program);
    expect(run.stderr).toMatch(/^there is no option --chekc: did you mean .*$/);
    expect(run.exitCode).toBe(2);
  });
});
