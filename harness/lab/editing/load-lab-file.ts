import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRunError } from '../../base/errors.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import type { LabDefinition } from '../lab.ts';
import { learnersError } from './learners-error.ts';
import { inWords } from './words.ts';

/**
 * Loads the lab that a file exports.
 * @throws CannotRunError `mistake-in-lab` with the line that Node cannot read or that threw; `no-lab-in-file`
 */
export async function loadLabFile(file: string): Promise<LabDefinition> {
  const module = await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw learnersError(error) ?? withoutLine(error, file) ?? error;
  });
  if (isLab(module.default)) return module.default;
  const name = path.relative(repositoryRoot, file);
  throw new CannotRunError(
    'no-lab-in-file',
    { en: `${name} exports no lab`, ja: `${name} がラボをエクスポートしていません` },
    { en: 'write `export default lab;` at its end', ja: '最後に `export default lab;` と書いてください' },
  );
}

/** For some mistakes, such as a name declared twice, only Node itself learns the line from V8. */
function withoutLine(error: unknown, file: string): CannotRunError | undefined {
  if (!(error instanceof SyntaxError)) return undefined;
  const { what } = inWords(error);
  const name = path.relative(repositoryRoot, file);
  return new CannotRunError(
    'mistake-in-lab',
    { en: `${name}: ${what.en}`, ja: `${name}: ${what.ja}` },
    { en: 'look at what you changed last', ja: '最後に変えたところを見直してください' },
    { cause: error },
  );
}

/** Whether a value is what `defineLab` returns. */
const isLab = (value: unknown): value is LabDefinition =>
  typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function';
