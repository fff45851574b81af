import path from 'node:path';
import { labIds, loadLab, USUAL_MINUTES } from '../../../labs/index.ts';
import { tasksOf } from '../../../labs/tasks.ts';
import { ownSentence, table } from '../../base/markdown.ts';
import type { Language, Text } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { brokenAt, type Place } from '../deck/place.ts';

/** A lab of the course, as a table tells it. */
export interface CourseLab {
  readonly id: string;
  readonly title: Text;
  /** For the guide, a run, and all tasks. */
  readonly minutes: number;
}

/** The labs of the course in their order, as their files are now. */
export const courseLabs = (): Promise<CourseLab[]> =>
  Promise.all(
    labIds.map(async (id) => {
      const { title, minutes = USUAL_MINUTES } = await loadLab(id);
      const tasks = await tasksOf(id);
      return { id, title, minutes: tasks.reduce((sum, { task }) => sum + task.minutes, minutes) };
    }),
  );

/**
 * A table of labs, each with a link and its minutes.
 * @param what `14-20`, or `14-` for all labs from there on
 * @throws CannotRunError `broken-deck` for another word, or if there is no such lab
 */
export function labTable(
  what: string,
  place: Place,
  language: Language,
  labs: readonly CourseLab[],
): string[] {
  const [, from, to = '99'] = /^(\d\d)-(\d\d)?$/.exec(what) ?? [];
  const asked = labs.filter(({ id }) => from !== undefined && id >= from && id.slice(0, 2) <= to);
  if (asked.length === 0) throw noLabs(what, place);
  const [lab, minutes] = [words.lab[language], words.minutes[language]];
  return table(
    [lab, words.about[language], minutes],
    asked.map((one) => [
      `[${lab} ${one.id.slice(0, 2)}](${addressFrom(place.deck, one.id)})`,
      ownSentence(one.title[language]),
      String(one.minutes),
    ]),
  );
}

const addressFrom = (deck: string, id: string): string =>
  path
    .relative(path.dirname(path.resolve(deck)), path.join(repositoryRoot, 'labs', id, 'lab.ts'))
    .replaceAll(path.sep, '/');

const words = {
  lab: { en: 'Lab', ja: 'ラボ' },
  about: { en: 'What it is about', ja: '内容' },
  minutes: { en: 'Minutes', ja: '分' },
} satisfies Readonly<Record<string, Text>>;

const noLabs = (what: string, place: Place) =>
  brokenAt(
    place,
    { en: `there are no labs "${what}"`, ja: `「${what}」に当たるラボはありません` },
    {
      en: 'write the numbers of the first and the last one: 14-20, or 14- for all from 14 on',
      ja: '最初と最後の番号を 14-20 のように書いてください。14- なら 14 以降すべてです',
    },
  );
