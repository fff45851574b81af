import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';

/** The error for a figure's source, with advice. */
export const brokenFigure = (what: Text, advice: Text): CannotRunError =>
  new CannotRunError('broken-figure', what, advice);
