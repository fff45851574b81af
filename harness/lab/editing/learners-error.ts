import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { CallMistake } from './call-mistake.ts';
import { type Place, placeOf } from './place.ts';
import { inWords } from './words.ts';

/**
 * An error that was thrown while a lab's file was loaded or ran, told to the person who edits that file: file and line, what is
 * wrong, what to do, and the line itself. Undefined if it does not come from such a file. Deadlines come from the broker, and
 * are not mistakes of the file.
 */
export function learnersError(error: unknown): CannotRunError | undefined {
  if (error instanceof CannotRunError) return error;
  if (!(error instanceof Error) || error.name === 'DeadlineError') return undefined;
  const place = placeOf(error);
  if (!(error instanceof CallMistake) && place === undefined) return undefined;
  const { what, advice } = error instanceof CallMistake ? error : inWords(error);
  if (place === undefined) return new CannotRunError('mistake-in-lab', what, advice, { cause: error });
  return new CannotRunError('mistake-in-lab', at(place, what), withSource(place, advice), { cause: error });
}

const at = ({ file, line }: Place, { en, ja }: Text): Text => ({
  en: `${file}:${line}: ${en}`,
  ja: `${file}:${line}: ${ja}`,
});

const withSource = ({ line, source }: Place, { en, ja }: Text): Text => {
  const shown = source === '' ? '' : `\n  ${line} | ${source}`;
  return { en: `${en}${shown}`, ja: `${ja}${shown}` };
};
