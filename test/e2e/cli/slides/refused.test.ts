import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSlides } from '../../support/run-slides.ts';
import { outFolder, PATIENCE_MS } from './out-folder.ts';

const folder = await outFolder();

describe('what cannot be done is said in one line', () => {
  test.concurrent.each([
    ['unknown option', ['--otu', 'x'], 'there is no option --otu: did you mean --out?'],
    ['unknown language', ['--lang', 'jp'], 'did you mean --lang ja?'],
    ['unknown deck', ['slides/mqtt.jp.md'], 'did you mean slides/mqtt.ja.md?'],
    ['unknown cut', ['--cut', 'lightening'], 'did you mean lightning?'],
    ['one of two decks that is not there', ['slides/mqtt.ja.md', 'slides/my.md'], 'there is no deck'],
    ['a file in the place of the folder', ['--out', 'package.json'], 'choose another folder with --out'],
    ['a folder that takes no file', ['--out', '/proc'], 'choose another folder with --out'],
    ['a folder that cannot be made', ['--out', '/proc/none/dist'], 'choose another folder with --out'],
  ])(
    '%s',
    async (_name, argv, sentence) => {
      const { exitCode, stdout, stderr } = await runSlides(argv);
      expect(stderr.split('\n')).toEqual([expect.stringContaining(sentence)]);
      expect(stdout).toBe('');
      expect(exitCode).toBe(2);
    },
    PATIENCE_MS,
  );

  test('a browser that does not start', async (ctx) => {
    if (process.platform === 'win32') return ctx.skip('needs a program that ends at once');
    const { exitCode, stdout, stderr } = await runSlides(['--out', folder], { CHROME_PATH: '/bin/false' });
    expect(stderr).toBe('/bin/false does not start: set CHROME_PATH to Chrome, Chromium or Edge');
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  test('a broken deck, in the language of the locale', async () => {
    const broken = path.join(folder, 'broken.md');
    await writeFile(broken, '# One\n\n![a](none.png)\n');
    const { exitCode, stderr } = await runSlides([broken, '--out', folder], { LC_ALL: 'ja_JP.UTF-8' });
    expect(stderr).toMatch(/^.*broken\.md:3: none\.png がありません: .*$/);
    expect(exitCode).toBe(2);
  });
});
