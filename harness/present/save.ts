import { writeFile } from 'node:fs/promises';
import { labIds, loadLab } from '../../labs/index.ts';
import { CannotRunError } from '../errors.ts';
import { deckFile } from './deck/deck-file.ts';
import type { PresentOptions } from './options.ts';
import { labCard } from './run/lab-card.ts';
import { viewFiles } from './server/view-files.ts';
import { allRecordings, Talk } from './talk.ts';

/** Inside `<script>` only this could end it. */
const inScript = (text: string): string => text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');

/**
 * Writes a talk as one file that needs no server and no network: its runs are the recorded ones.
 * @throws CannotRunError as the deck, or `cannot-write`
 */
export async function saveTalk(
  { deck: word, language, cut }: Pick<PresentOptions, 'deck' | 'language' | 'cut'>,
  file: string,
): Promise<void> {
  const talk = new Talk(await deckFile(word, language), language, cut);
  const labs = await Promise.all(labIds.map(loadLab));
  talk.labs = labs.map(labCard);
  await talk.read();
  const { script, css } = viewFiles();
  const { deck, notes } = talk;
  const all = JSON.stringify({ deck, notes, recordings: allRecordings() }).replaceAll('<', '\\u003c');
  const page = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>mqtt-hands-on</title>
<link rel="icon" href="data:,">
<style>${css}</style>
<style>${talk.css}</style>
<body data-view="saved" data-visitor="presenter">
<script type="application/json" id="talk">${all}</script>
<script type="module">${inScript(script)}</script>
</html>
`;
  await writeFile(file, page).catch((cause: unknown) => {
    throw cannotWrite(file, cause);
  });
}

const cannotWrite = (file: string, cause: unknown) =>
  new CannotRunError(
    'cannot-write',
    { en: `cannot write ${file}`, ja: `${file} に書き込めません` },
    {
      en: 'check that its folder exists and is yours',
      ja: 'フォルダーがあるか、書き込み権限があるか確かめてください',
    },
    { cause },
  );
