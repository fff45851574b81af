import type { Cast } from './performer.ts';

/** A client that breaks one promise on purpose, to prove that its claim can fail. */
export interface FaultyClient {
  /** Id of the claim that is to notice it. */
  readonly breaks: string;
  /** What it does, in English: `resends with DUP 0`. */
  readonly does: string;
  /** Ids of the situations to put it into; those that the claim names if left out. */
  readonly situations?: readonly string[];
  readonly start: Cast;
}

/** A client that does something unusual that is allowed, and may not be accused by any claim. */
export interface LawfulClient {
  readonly does: string;
  readonly start: Cast;
}
