import path from 'node:path';
import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';

/** A line of a deck's source, counted from 1. */
export interface Place {
  readonly deck: string;
  /** Absent if it is not known. */
  readonly line?: number | undefined;
}

/** `slides/mqtt.ja.md:12`, in the form that editors open. */
export const placeName = ({ deck, line }: Place): string =>
  path.relative(process.cwd(), deck) + (line === undefined ? '' : `:${line}`);

/** The error for a line of a deck. */
export function brokenAt(place: Place, what: Text, advice: Text): CannotRunError {
  const { en, ja } = saidAt(place, what);
  return new CannotRunError('broken-deck', { en, ja }, advice);
}

/** A warning about a line of a deck. */
export function saidAt(place: Place, what: Text): Text {
  const where = placeName(place);
  return { en: `${where}: ${what.en}`, ja: `${where}: ${what.ja}` };
}
