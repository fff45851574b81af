import type { Text } from '../base/text.ts';
import type { Matrix } from './matrix.ts';

/** The reason for not running something after the user interrupted the run. */
export const interrupted: Text = { en: 'interrupted', ja: '中断されました' };

/** Whether the user interrupted the run. */
export const wasInterrupted = ({ cells }: Pick<Matrix, 'cells'>): boolean =>
  cells.some(({ reason }) => reason === interrupted);
