import { writeFile } from 'node:fs/promises';
import { loadLab, readLabIds } from '../../../labs/index.ts';
import type { Text } from '../../base/text.ts';
import { cannotWrite } from '../../process/cannot-write.ts';
import type { PresentOptions } from './options.ts';
import { labCard } from './run/lab-card.ts';
import { page } from './server/page.ts';
import { viewFiles } from './server/view-files.ts';
import { allRecordings, Talk } from './talk.ts';

/** Only these can end a `<script>`. */
const inScript = (text: string): string => text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');

/**
 * Writes a talk as one file that needs no server and no network: its runs are recorded ones. It contains the speaker notes
 * only on request, because the file is given to others.
 * @returns warnings about the deck, with its lines
 * @throws CannotRunError as the deck, or `cannot-write`
 */
export async function saveTalk(
  {
    deck: word,
    language,
    cut,
    notes: withNotes,
  }: Pick<PresentOptions, 'deck' | 'language' | 'cut' | 'notes'>,
  file: string,
): Promise<readonly Text[]> {
  const talk = new Talk(word, language, cut);
  const labs = await Promise.all(readLabIds().map(loadLab));
  talk.labs = labs.map(labCard);
  await talk.read();
  const { script, css } = viewFiles();
  const { deck } = talk;
  const notes = withNotes ? talk.notes : [];
  const savedAt = new Date().toISOString();
  const all = JSON.stringify({ deck, notes, recordings: allRecordings(), savedAt }).replaceAll(
    '<',
    '\\u003c',
  );
  const saved = page({
    language,
    view: 'saved',
    visitor: 'presenter',
    styles: `<style>${css}</style>\n<style>${talk.css}</style>`,
    scripts: `<script type="application/json" id="talk">${all}</script>
<script type="module">${inScript(script)}</script>`,
  });
  await writeFile(file, saved).catch((cause: unknown) => {
    throw cannotWrite(file, cause);
  });
  return talk.notices;
}
