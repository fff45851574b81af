import type { Text } from '../base/text.ts';
import { marks } from '../lab/verdict.ts';
import type { Cell, Matrix } from './matrix.ts';

/**
 * How a result is shown: `known` is broken in the known way, `disappeared` holds although a known deviation should break it,
 * `left-out` was skipped on purpose, `not-run` could not be run.
 */
export const cellVerdicts = [
  'broken',
  'not-run',
  'known',
  'disappeared',
  'unsupported',
  'left-out',
  'holds',
] as const;
export type CellVerdict = (typeof cellVerdicts)[number];

export function cellVerdictOf({
  result,
  deviation,
  leftOut,
}: Pick<Cell, 'result' | 'deviation' | 'leftOut'>): CellVerdict {
  switch (result) {
    case 'broken':
      return deviation?.is === 'known' ? 'known' : 'broken';
    case 'holds':
      return deviation?.is === 'disappeared' ? 'disappeared' : 'holds';
    case 'not-run':
      return leftOut ? 'left-out' : 'not-run';
    case 'unsupported':
      return result;
  }
}

interface Sign {
  readonly mark: string;
  readonly word: Text;
}

/** How each verdict is shown, in every form of the report. */
export const signs: Readonly<Record<CellVerdict, Sign>> = {
  broken: { mark: marks.broken, word: { en: 'BROKEN', ja: '不成立' } },
  'not-run': { mark: '?', word: { en: 'not run', ja: '実行できず' } },
  known: { mark: marks.known, word: { en: 'known', ja: '既知の逸脱' } },
  disappeared: { mark: marks.holds, word: { en: 'disappeared', ja: '解消' } },
  unsupported: { mark: marks.unsupported, word: { en: 'unsupported', ja: '非対応' } },
  'left-out': { mark: '·', word: { en: 'left out', ja: '対象外' } },
  holds: { mark: marks.holds, word: { en: 'holds', ja: '成立' } },
};

/** The number of cells with each verdict. */
export function countsOf(cells: readonly Cell[]): Readonly<Record<CellVerdict, number>> {
  const counts = {
    broken: 0,
    'not-run': 0,
    known: 0,
    disappeared: 0,
    unsupported: 0,
    'left-out': 0,
    holds: 0,
  };
  for (const cell of cells) counts[cellVerdictOf(cell)]++;
  return counts;
}

/** 0: every claim holds; 1: a claim is broken in an unknown way; 2: something could not be run, whatever the other results. */
export function exitCodeOf({ brokers, cells }: Pick<Matrix, 'brokers' | 'cells'>): 0 | 1 | 2 {
  const counts = countsOf(cells);
  if (counts['not-run'] > 0 || brokers.some(({ notStarted, lost }) => notStarted ?? lost)) return 2;
  return counts.broken > 0 ? 1 : 0;
}
