import { expect, test } from 'vitest';
import { runLab } from '../../../harness/lab/run.ts';
import { promptBefore } from '../../../harness/lab/terminal/pause.ts';
import { embedded, labThat } from './lab-that.ts';

test('a terminal that waits before a step asks what the step will answer', async () => {
  const lab = labThat(async (run) => {
    await run.step({ en: 'Lose it', ja: '失う', question: { en: 'How many arrive?', ja: '何通届く?' } }, () =>
      run.claim('a', 1, 1),
    );
    await run.claim('b', 1, 1);
  });
  const prompts: string[] = [];
  await runLab(lab, await embedded(), {
    beforeStep: async (step) => {
      prompts.push(promptBefore(step, 'en'));
    },
  });
  expect(prompts).toEqual(['  … Enter to go on ', '\n  How many arrive?\n  … Enter to go on ']);
});
