import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { nearest } from '../../base/nearest.ts';
import { languages } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { type Change, changesTo } from '../sync/sync.ts';
import { brokenFigure } from './broken-figure.ts';
import { withRepositoryCode } from './repository-code.ts';
import { styled } from './style-sheet.ts';
import { inLanguage } from './template.ts';
import { readTexts } from './texts.ts';

/**
 * The changes that bring the talk's figures up to date with their sources: a file for each language of each template
 * `source/NAME.svg`, with words from `source/texts.json`, and the style sheet and the QR code of the repository in
 * templates and in figures without words (`NAME.svg`). Files without a template are removed.
 * @throws CannotRunError `broken-figure`
 */
export async function figureChanges(
  folder: string = path.join(repositoryRoot, 'slides/figures'),
): Promise<Change[]> {
  const source = path.join(folder, 'source');
  const names = (await svgsIn(source)).map((name) => path.basename(name, '.svg'));
  const table = readTexts(await readFile(path.join(source, 'texts.json'), 'utf8'));
  for (const name of table.keys()) if (!names.includes(name)) throw noTemplate(name, names);

  const drawn = await svgsIn(folder);
  const wanted = new Map<string, string>();
  for (const name of drawn.filter((name) => !ofLanguage.test(name)))
    wanted.set(name, withRepositoryCode(styled(await readFile(path.join(folder, name), 'utf8'), name)));
  for (const name of names) {
    const file = `source/${name}.svg`;
    const template = withRepositoryCode(await readFile(path.join(folder, file), 'utf8'));
    wanted.set(file, styled(template, file));
    const texts = table.get(name);
    if (texts === undefined) throw noTexts(name);
    for (const language of languages)
      wanted.set(`${name}.${language}.svg`, styled(inLanguage(template, texts, language, file), file));
  }
  const inFolder = (name: string) => path.join(folder, name);
  return changesTo(new Map([...wanted].map(([name, svg]) => [inFolder(name), svg])), drawn.map(inFolder));
}

const ofLanguage = new RegExp(`\\.(${languages.join('|')})\\.svg$`);

const svgsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.svg'));

const noTexts = (name: string) =>
  brokenFigure(
    { en: `texts.json has nothing for ${name}.svg`, ja: `texts.json に ${name}.svg の欄がありません` },
    { en: `add "${name}": []`, ja: `"${name}": [] を足してください` },
  );

function noTemplate(name: string, names: readonly string[]) {
  const near = nearest(name, names);
  return brokenFigure(
    {
      en: `texts.json has "${name}", but there is no ${name}.svg`,
      ja: `texts.json に "${name}" がありますが、${name}.svg がありません`,
    },
    near === undefined
      ? { en: 'remove it', ja: '消してください' }
      : { en: `did you mean ${near}?`, ja: `${near} のことでしょうか` },
  );
}
