import { element, setText } from '../element.ts';
import { say } from '../say.ts';
import type { Talk } from '../talk/talk.ts';
import * as words from '../words.ts';

/** The next step of a held run, while the run waits before it. */
export class HeldStep {
  readonly element = element('p', { class: 'held-step', role: 'status' });

  draw({ stage: { run } }: Talk): void {
    const held = run?.held;
    this.element.hidden = typeof held !== 'object';
    if (typeof held !== 'object') return;
    const { step, title, question } = held;
    setText(
      this.element,
      `${say(words.nextStep)} ${step}: ${say(title)}${question ? `  ${say(question)}` : ''}`,
    );
  }
}
