import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';

/** What is wrong with a figure's source, and how to mend it. */
export const brokenFigure = (what: Text, advice: Text): CannotRunError =>
  new CannotRunError('broken-figure', what, advice);
