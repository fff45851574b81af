import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { CallMistake } from './call-mistake.ts';
import { type Place, placeOf } from './place.ts';
import { inWords } from './words.ts';

/**
 * Explains an error that a lab's file threw while it was loaded or ran, for the person who edits the file: file and line, what is
 * wrong, what to do, and the line itself. Undefined if the error does not come from such a file. A deadline that passed is the
 * broker's doing, not a mistake in the file.
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
