import type { Text } from '../base/text.ts';
import type { Matrix } from './matrix.ts';

/** Why something was not run in a run that a person ended. */
export const interrupted: Text = { en: 'interrupted', ja: '中断されました' };

/** Whether a person ended the run before all of it was run. */
export const wasInterrupted = ({ cells }: Pick<Matrix, 'cells'>): boolean =>
  cells.some(({ reason }) => reason === interrupted);
