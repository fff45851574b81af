/** What a reader of one slide sees and hears. */
export interface Slide {
  /** As `[slide]: # "ID"` names it; empty where nothing does. */
  readonly id: string;
  /** Names of the shorter talks it is part of. */
  readonly cuts: readonly string[];
  /** What is written into it by `npm run slides:sync`, e.g. `figure 03-retain#2`. */
  readonly synced: readonly string[];
  readonly title: string;
  readonly classes: readonly string[];
  readonly links: readonly Target[];
  readonly images: readonly (Target & { readonly alt: string })[];
  readonly programs: readonly { readonly language: string; readonly text: string }[];
  /** The speaker notes. */
  readonly notes: readonly string[];
  /** Ids of the claims behind it, as a line `claims: a.b, c.d` of its notes gives them. */
  readonly claims: readonly string[];
  /** Directives that would hold for the slides after it too. */
  readonly lasting: readonly string[];
  /** Where it begins; from 1. */
  readonly line: number;
}

/** What a link or image points at, as it is written, and on which line. */
export interface Target {
  readonly target: string;
  readonly line: number;
}

export interface Deck {
  readonly file: string;
  readonly source: string;
  readonly slides: readonly Slide[];
}
