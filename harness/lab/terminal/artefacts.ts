import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { Language } from '../../base/text.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import { lanesOf } from '../../diagram/lanes.ts';
import { sequenceSvg } from '../../diagram/svg.ts';
import { cannotWrite } from '../../process/cannot-write.ts';
import { fencePackets } from '../fences/packets-of-fences.ts';
import type { LabRun } from '../lab-run.ts';
import { recordingOf, recordingText } from '../recording/recording.ts';

/** The files that a run is written to. */
export interface Artefacts {
  /** File of the sequence diagram. */
  readonly svg: string | undefined;
  /** File of the recording, as JSON. */
  readonly record: string | undefined;
}

/**
 * Checks before a run that its files can be written after it.
 * @throws CannotRunError `cannot-write` if a file's folder does not exist or is not writable
 */
export async function requireFolders({ svg, record }: Artefacts): Promise<void> {
  for (const file of [svg, record]) {
    if (file === undefined) continue;
    await access(dirname(file), constants.W_OK).catch((cause) => {
      throw cannotWrite(file, cause);
    });
  }
}

/**
 * Writes a run to the files asked for.
 * @returns their names
 * @throws CannotRunError `cannot-write`
 */
export async function keep(run: LabRun, { svg, record }: Artefacts, language: Language): Promise<string[]> {
  if (svg !== undefined) await write(svg, `${drawRun(run, language)}\n`);
  if (record !== undefined) await write(record, recordingText(recordingOf(run, new Date())));
  return [svg, record].filter((file) => file !== undefined);
}

/** The files of one lab of several: `out.svg` becomes `out-03-retain.svg`. */
export const artefactsOf = (lab: string, { svg, record }: Artefacts): Artefacts => ({
  svg: svg && named(svg, lab),
  record: record && named(record, lab),
});

function named(file: string, lab: string): string {
  const { dir, name, ext } = parse(file);
  return join(dir, `${name}-${lab}${ext}`);
}

/** The packets of a run as an SVG sequence diagram, with its steps as headings. */
const drawRun = (run: LabRun, language: Language): string =>
  sequenceSvg(run.trace, {
    language,
    stripPrefix: run.topicPrefix,
    title: run.lab.title,
    broker: nameAndVersion(run.broker),
    sections: run.steps,
    lanes: lanesOf(run.trace, run.lanes),
    fences: fencePackets(run.trace),
    repeatNames: true,
  });

async function write(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}
