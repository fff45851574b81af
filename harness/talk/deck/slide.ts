/** The contents of a slide, for readers and listeners. */
export interface Slide {
  /** From `[slide]: # "ID"`; empty without one. */
  readonly id: string;
  /** Names of the shorter talks it is part of. */
  readonly cuts: readonly string[];
  /** The blocks that `npm run slides:sync` writes, e.g. `figure 03-retain#2`. */
  readonly synced: readonly string[];
  readonly title: string;
  readonly classes: readonly string[];
  readonly links: readonly Target[];
  readonly images: readonly (Target & { readonly alt: string })[];
  readonly programs: readonly { readonly language: string; readonly text: string }[];
  /** The speaker notes. */
  readonly notes: readonly string[];
  /** Ids of its claims, from a line `claims: a.b, c.d` in its notes. */
  readonly claims: readonly string[];
  /** Directives that also apply to later slides. */
  readonly lasting: readonly string[];
  /** Its first line, from 1. */
  readonly line: number;
}

/** The target of a link or image as it is written, and its line. */
export interface Target {
  readonly target: string;
  readonly line: number;
}

export interface Deck {
  readonly file: string;
  readonly source: string;
  readonly slides: readonly Slide[];
}
