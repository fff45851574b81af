import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { same } from '../../../harness/base/text.ts';
import { ask } from '../../../harness/cli/ask.ts';
import { findLab } from '../../../labs/index.ts';

/** Somebody who types the next of these answers whenever the question comes; all that was shown, and what came of it. */
async function answered<T>(answers: readonly string[], understand: (answer: string) => T) {
  const [input, output] = [new PassThrough(), new PassThrough({ encoding: 'utf8' })];
  const left = [...answers];
  let shown = '';
  output.on('data', (text: string) => {
    shown += text;
    if (text.endsWith('Which one? ')) input.write(`${left.shift()}\n`);
  });
  const understood = await ask('Which one? ', understand, 'en', { input, output });
  return { understood, shown, left };
}

test('an answer that makes no sense gets its line, and the question comes again', async () => {
  const { understood, shown } = await answered(['retian', '99', ' 3 '], findLab);
  expect(understood).toBe('03-retain');
  expect(shown.split('Which one? ')).toEqual([
    '',
    'there is no lab "retian": did you mean 03-retain? (npm run lab lists them)\n',
    expect.stringMatching(/^there is no lab "99": did you mean \S+\? \(npm run lab lists them\)\n$/),
    '',
  ]);
});

test('Enter alone is an answer: none of them', async () => {
  const { understood, left } = await answered(['nonsense', '', '3'], () => {
    throw new CannotRunError('unknown-lab', same('no'), same('think again'));
  });
  expect({ understood, left }).toEqual({ understood: undefined, left: ['3'] });
});

test('what is no mistake of who answers is not asked again', async () => {
  const broken = answered(['3'], () => {
    throw new TypeError('ours');
  });
  await expect(broken).rejects.toThrow('ours');
});
