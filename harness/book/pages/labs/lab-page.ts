import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadLab } from '../../../../labs/index.ts';
import { recordingOrTrouble } from '../../../../labs/recordings.ts';
import { CannotRunError } from '../../../base/errors.ts';
import type { Language } from '../../../base/text.ts';
import type { LabDefinition } from '../../../lab/lab.ts';
import type { Recording } from '../../../lab/recording/recording.ts';
import { repositoryRoot } from '../../../process/repository-root.ts';
import { inBoth, type Page } from '../../content.ts';
import { guideIn } from '../../guide.ts';
import { type Places, withLinks } from '../../links.ts';
import { drawStep } from '../../run/draw-run.ts';
import { runOf } from '../../run/recorded.ts';
import * as words from '../../words.ts';
import { codeOf } from './code.ts';
import { drawTasks, tasksOf } from './tasks.ts';

/** The page of a lab: its guide, its tasks, its recorded run, its code. */
export async function labPage(id: string, places: Places): Promise<Page> {
  const lab = await loadLab(id);
  const tasks = await tasksOf(id);
  const code = codeOf(id);
  const guides = { en: guideOf(id, 'en'), ja: guideOf(id, 'ja') };
  return {
    path: `labs/${id}`,
    lab: id,
    title: inBoth((language) => guides[language].title),
    body: inBoth((language) =>
      [
        withLinks(guides[language].body, { file: guideFile(id, language), language }, places),
        drawTasks(id, tasks, language),
        drawRecordedRun(lab, language),
        headingOf('code', `## ${words.theCode[language]}`),
        words.codeIntro[language],
        code,
      ].join('\n\n'),
    ),
  };
}

export const guideFile = (id: string, language: Language): string =>
  `labs/${id}/README${language === 'ja' ? '.ja' : ''}.md`;

const guideOf = (id: string, language: Language) =>
  guideIn(readFileSync(path.join(repositoryRoot, guideFile(id, language)), 'utf8'));

function drawRecordedRun({ id, lanes }: LabDefinition, language: Language): string {
  const recording = recordingOrTrouble(id);
  const heading = headingOf('run', `## ${words.recordedRun[language]}`);
  // A lab that is being written has none, and its page is useful all the same.
  if (recording instanceof CannotRunError) return `${heading}\n\n${words.noRecording[language]}`;
  const run = runOf(recording);
  const steps = run.steps.flatMap((step) => [
    headingOf(`step-${step.number}`, `### ${step.number}. ${step.title[language]}`),
    step.question === undefined ? '' : `*${step.question[language]}*`,
    drawStep(run, step, { language, lanes }),
  ]);
  return [heading, whereAndWhen(recording, run.broker, language), ...steps].join('\n\n');
}

/** A heading with a name of its own, the same in both languages. */
const headingOf = (name: string, markdown: string): string =>
  `<a id="${name}" class="place"></a>\n\n${markdown}`;

function whereAndWhen({ recordedAt }: Recording, broker: string, language: Language): string {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(recordedAt),
  );
  return words.recordedOn(broker, day)[language];
}
