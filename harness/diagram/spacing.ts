import type { SvgOptions } from './options.ts';

/** The distance between the baselines of two lines of a label, in em. */
export const LINE = 1.2;

/** Lengths in em. */
export interface Spacing {
  readonly margin: number;
  /** The space below the heads and below the last row. */
  readonly restOfLines: number;
  readonly leastGap: number;
  /** The least distance from the top of a row to its arrow, and from there to the next row. */
  readonly before: number;
  readonly after: number;
  /** The distance from an arrow up to the baseline of its label. */
  readonly above: number;
  /** The same if there is a sign on the arrow, or a word beside it. */
  readonly aboveSign: number;
  readonly afterSign: number;
  /** The smallest size of text. */
  readonly leastText: number;
  /** Whether rows between different lifelines may be side by side. */
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

/** Times are in one column, so rows with times are never side by side. */
export const spacingOf = ({ compact, times }: Pick<SvgOptions, 'compact' | 'times'>): Spacing =>
  compact ? { ...close, sideBySide: !times } : roomy;
