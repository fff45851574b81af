import { DeadlineError, notCome } from '../../base/deadline.ts';
import { same, type Text } from '../../base/text.ts';
import { learnersError } from '../editing/learners-error.ts';
import { UnsupportedError } from '../set-up/unsupported.ts';

/** The step a lab was in. */
export interface CurrentStep {
  readonly number: number;
  readonly title: Text;
  readonly question?: Text;
}

/** Why a lab ended early, and at which step, in a sentence for a person. */
export function failure(error: unknown, step: CurrentStep | undefined): Text {
  const what = cause(error);
  if (step === undefined) return what;
  return {
    en: `step ${step.number} (${step.title.en}): ${what.en}`,
    ja: `ステップ ${step.number}(${step.title.ja}): ${what.ja}`,
  };
}

function cause(error: unknown): Text {
  const mendable = learnersError(error);
  if (mendable !== undefined) {
    const { what, advice } = mendable;
    return { en: `${what.en}: ${advice.en}`, ja: `${what.ja}: ${advice.ja}` };
  }
  if (error instanceof DeadlineError) return notCome(error);
  if (error instanceof UnsupportedError) return error.why;
  return same(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

/** The reason of a lab that ended without judging all of its claims. */
export const unjudged = (ids: readonly string[]): Text => ({
  en: `the lab never reached these claims: ${ids.join(', ')}`,
  ja: `次の主張まで進めませんでした: ${ids.join(', ')}`,
});
