import { DeadlineError, within } from '../base/deadline.ts';
import { CannotRunError } from '../base/errors.ts';
import { same, type Text } from '../base/text.ts';

/** What was found, or what to type to get it. */
export type Finding = { readonly here: Text } | { readonly missing: Text; readonly advice: Text };

/** Something on this machine that a part of the project uses. */
export interface Check {
  readonly what: Text;
  /** What needs it. */
  readonly for: Text;
  find(): Promise<Finding>;
}

/** A check and what it found. */
export interface Examined extends Omit<Check, 'find'> {
  readonly finding: Finding;
}

/** In ms. A program that does not answer must not hold up the others. */
const PATIENCE_MS = 10_000;

/** Makes a check. Never throws: what cannot be found out is missing, with the reason. */
export async function examine({ find, ...check }: Check): Promise<Examined> {
  try {
    return { ...check, finding: await within(find(), check.what, PATIENCE_MS) };
  } catch (error) {
    return { ...check, finding: { missing: reasonOf(error), advice: adviceOf(error) } };
  }
}

function reasonOf(error: unknown): Text {
  if (error instanceof CannotRunError) return error.what;
  if (error instanceof DeadlineError) return { en: 'it does not answer', ja: '応答がありません' };
  return same(error instanceof Error ? error.message : String(error));
}

const adviceOf = (error: unknown): Text =>
  error instanceof CannotRunError ? error.advice : { en: 'look at it by hand', ja: '手動で確かめてください' };
