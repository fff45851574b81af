import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { labIds } from '../../../labs/index.ts';
import { CannotRunError } from '../../base/errors.ts';
import type { Language, Text } from '../../base/text.ts';
import { cannotWrite } from '../../process/cannot-write.ts';
import { repositoryRoot } from '../../process/repository-root.ts';

/** The lab that new ones are copies of. */
export const TEMPLATE = '_template';

const labs = path.join(repositoryRoot, 'labs');

/**
 * Makes a lab of the learner's own in `labs/`: a program, its two guides, and a task.
 * @returns what to do next
 * @throws CannotRunError `bad-lab-name`, `lab-is-there` (nothing is overwritten) or `cannot-write`
 */
export async function newLab(name: string, language: Language): Promise<string> {
  if (!/^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) throw badName(name);
  const number = name.slice(0, 2);
  const taken = labIds.find((id) => id.startsWith(`${number}-`));
  if (taken !== undefined) throw isThere(taken);
  const folder = path.join(labs, name);
  if (existsSync(folder)) throw isThere(name);
  try {
    await cp(path.join(labs, TEMPLATE), folder, { recursive: true });
    for (const file of await readdir(folder, { recursive: true })) {
      if (/\.(ts|md)$/.test(file)) await rename(path.join(folder, file), name);
    }
  } catch (cause) {
    throw cannotWrite(path.relative(repositoryRoot, folder), cause);
  }
  return `${made(name)[language]}\n`;
}

/** Commands name a lab by its number. */
async function rename(file: string, name: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const renamed = text
    .replaceAll(`npm run lab ${TEMPLATE}`, `npm run lab ${name.slice(0, 2)}`)
    .replaceAll(`'${TEMPLATE}'`, `'${name}'`);
  if (renamed !== text) await writeFile(file, renamed);
}

const made = (name: string): Text => {
  const number = name.slice(0, 2);
  return {
    en: `labs/${name}: lab.ts, README.md, README.ja.md, tasks/
run it:         npm run lab ${number}
try its task:   npm run lab ${number} -- --task 1
prove its task: npm run lab -- --check ${name}`,
    ja: `labs/${name}: lab.ts、README.md、README.ja.md、tasks/
動かす:     npm run lab ${number}
課題を試す: npm run lab ${number} -- --task 1
課題を確認: npm run lab -- --check ${name}`,
  };
};

/** The first number after those of the labs that exist. */
const freeNumber = (): string => String(Number((labIds.at(-1) ?? '00').slice(0, 2)) + 1).padStart(2, '0');

const badName = (name: string) =>
  new CannotRunError(
    'bad-lab-name',
    { en: `"${name}" is no name for a lab`, ja: `「${name}」はラボの名前にできません` },
    {
      en: `write two digits and words in small letters, e.g. ${freeNumber()}-my-device`,
      ja: `数字 2 桁と小文字の単語にしてください。例: ${freeNumber()}-my-device`,
    },
  );

const isThere = (taken: string) =>
  new CannotRunError(
    'lab-is-there',
    { en: `labs/${taken} is there already`, ja: `labs/${taken} はすでにあります` },
    {
      en: `choose another number, e.g. ${freeNumber()}; nothing was written`,
      ja: `別の番号(${freeNumber()} など)にしてください。何も書き込んでいません`,
    },
  );
