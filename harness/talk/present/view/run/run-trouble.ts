import { element, setText } from '../element.ts';
import { say } from '../say.ts';
import type { Talk } from '../talk/talk.ts';

/** Why the run broke off, in full; the stage itself shows one short line. */
export class RunTrouble {
  readonly element = element('p', { class: 'run-trouble', role: 'status' });

  draw({ stage: { run } }: Talk): void {
    this.element.hidden = run?.trouble === undefined;
    setText(this.element, run?.trouble === undefined ? '' : say(run.trouble));
  }
}
