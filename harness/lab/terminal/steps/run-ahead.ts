import type { LabEvent } from '../../events.ts';
import type { LabRun } from '../../lab-run.ts';
import { failure } from '../failure.ts';
import { interrupted } from '../interrupted.ts';
import type { StepByStep } from './step-by-step.ts';

/**
 * Runs a lab, and shows it step by step at the learner's pace.
 * @param run runs the lab, and reports its events
 */
export async function runAhead(
  run: (onEvent: (event: LabEvent) => void) => Promise<LabRun>,
  shown: StepByStep,
  signal: AbortSignal,
): Promise<LabRun> {
  const [over] = await Promise.all([run((event) => shown.push(event)), shown.play(signal)]);
  if (!signal.aborted || over.reason !== undefined) return over;
  // The lab itself was over when the learner ended it.
  return { ...over, outcome: 'could-not-run', reason: failure(interrupted(), undefined) };
}
