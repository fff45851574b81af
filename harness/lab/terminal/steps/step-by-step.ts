import { Queue } from '../../../base/queue.ts';
import type { Language, Text } from '../../../base/text.ts';
import { printable } from '../../../base/visible.ts';
import type { LabEvent } from '../../events.ts';
import type { Page } from '../narration/page.ts';
import type { Answers } from './answers.ts';
import { comparison, type Finding } from './comparison.ts';

interface Parts {
  /** Shows an event. */
  readonly tell: (event: LabEvent) => void;
  readonly page: Page;
  /** Writes text that need not end a line. */
  readonly write: (text: string) => void;
  readonly answers: Answers;
  readonly language: Language;
}

type Step = Extract<LabEvent, { type: 'step' }>;

/**
 * Shows a run step by step: its title and question, then the learner's prediction, then the step, then what was predicted and what
 * was seen. Only the screen waits, and the lab runs ahead: if the lab waited between two steps, its keep alives, session
 * expiries and deadlines would run out meanwhile.
 */
export class StepByStep {
  readonly #parts: Parts;
  readonly #events = new Queue<LabEvent>();
  #prediction = '';
  #findings: Finding[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** An event of the run, which is shown when the learner gets there. */
  push(event: LabEvent): void {
    this.#events.add(event);
  }

  /** Shows one run to its end. After an abort, shows nothing more. */
  async play(signal: AbortSignal): Promise<void> {
    const { tell, answers } = this.#parts;
    const end = () => answers.end();
    signal.addEventListener('abort', end, { once: true });
    try {
      while (!signal.aborted) {
        const event = await this.#events.next();
        if (event.type === 'step' || event.type === 'done') this.#compare();
        tell(event);
        if (event.type === 'done') return;
        if (event.type === 'step') await this.#ask(event, signal);
        if (event.type === 'claim' || event.type === 'observation') this.#findings.push(event);
      }
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  async #ask({ question }: Step, { aborted }: AbortSignal): Promise<void> {
    if (aborted) return;
    const { page, write, answers, language } = this.#parts;
    if (question !== undefined) page.text(question[language], { indent: 4, lead: '?', leadStyle: 'cyan' });
    write(`    ${words.prompt[language]}`);
    const typed = await answers.next();
    this.#prediction = printable(typed?.trim() ?? '', LONGEST);
    // The end of the line that a terminal shows when Enter is typed.
    if (!answers.isEchoed || typed === undefined) write(`${this.#prediction}\n`);
  }

  #compare(): void {
    const { page, language } = this.#parts;
    if (this.#prediction !== '') {
      for (const { lead, text } of comparison(this.#prediction, this.#findings, language)) {
        page.text(text, { indent: 4, lead, leadStyle: 'bold' });
      }
    }
    this.#prediction = '';
    this.#findings = [];
  }
}

/** Columns of a prediction. */
const LONGEST = 400;

const words = {
  prompt: { en: 'your guess, or just Enter: ', ja: '予想(Enter だけでも可): ' },
} as const satisfies Readonly<Record<string, Text>>;
