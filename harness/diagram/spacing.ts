import type { SvgOptions } from './options.ts';

/** Between the baselines of a label's two lines, in em. */
export const LINE = 1.2;

/** Lengths in em. */
export interface Spacing {
  readonly margin: number;
  /** Below the heads, and below the last row. */
  readonly restOfLines: number;
  readonly leastGap: number;
  /** From the top of a row to its arrow, and from there to the next row: as close as rows can be. */
  readonly before: number;
  readonly after: number;
  /** From an arrow up to the baseline of its label. */
  readonly above: number;
  /** The same where a sign on the arrow, or a word beside it, reaches up and down. */
  readonly aboveSign: number;
  readonly afterSign: number;
  /** Smallest text. */
  readonly leastText: number;
  /** Whether rows between other lifelines may be beside each other. */
  readonly sideBySide: boolean;
}

const roomy: Spacing = {
  margin: 1.2,
  restOfLines: 0.6,
  leastGap: 16,
  before: 1.66,
  after: 0.42,
  above: 0.72,
  aboveSign: 0.72,
  afterSign: 0.42,
  leastText: 0,
  sideBySide: false,
};

const close: Spacing = {
  margin: 0.7,
  restOfLines: 0.3,
  leastGap: 12,
  before: 1.42,
  after: 0.32,
  above: 0.5,
  aboveSign: 0.74,
  afterSign: 0.42,
  leastText: 1,
  sideBySide: true,
};

/** Times stand in one column: rows that tell theirs are never beside each other. */
export const spacingOf = ({ compact, times }: Pick<SvgOptions, 'compact' | 'times'>): Spacing =>
  compact ? { ...close, sideBySide: !times } : roomy;
