import { writeFile } from 'node:fs/promises';
import { CannotRunError } from '../errors.ts';
import { sequenceSvg } from '../report/sequence/svg.ts';
import type { Language } from '../text.ts';
import { recordingOf } from './recording.ts';
import type { LabRun } from './run.ts';

/** Files a run can be kept in. */
export interface Artefacts {
  /** Sequence diagram of the packets. */
  readonly svg: string | undefined;
  /** The recording, as JSON. */
  readonly record: string | undefined;
}

/**
 * Keeps a run in the files asked for.
 * @throws CannotRunError `cannot-write`
 */
export async function keep(run: LabRun, { svg, record }: Artefacts, language: Language): Promise<void> {
  if (svg !== undefined) await write(svg, `${drawRun(run, language)}\n`);
  if (record !== undefined) await write(record, `${JSON.stringify(recordingOf(run, new Date()), null, 2)}\n`);
}

/** The packets of a run as an SVG sequence diagram, its steps as headings. */
export const drawRun = (run: LabRun, language: Language): string =>
  sequenceSvg(run.trace, {
    language,
    stripPrefix: run.topicPrefix,
    title: run.lab.title,
    broker: [run.broker.name, run.broker.version].filter(Boolean).join(' '),
    sections: run.steps,
  });

async function write(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (cause) {
    throw new CannotRunError(
      'cannot-write',
      { en: `cannot write ${file}`, ja: `${file} に書き込めません` },
      {
        en: 'check that its folder exists and is yours',
        ja: 'フォルダーがあるか、書き込み権限があるか確かめてください',
      },
      { cause },
    );
  }
}
