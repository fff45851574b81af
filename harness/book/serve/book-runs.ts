import type { Text } from '../../base/text.ts';
import { noSuchLab, Refusal } from '../../talk/present/refusal.ts';
import type { Live, LiveRun } from '../../talk/present/run/live.ts';
import type { RunEvent } from '../../talk/present/run/run-event.ts';
import type { Command, LabCard } from '../../talk/present/state.ts';
import { inBoth } from '../content.ts';
import { drawStep } from '../run/draw-run.ts';
import { runSoFar } from '../run/live.ts';

/** The state of the run that the pages show. One lab runs at a time. */
export interface RunTold {
  readonly lab: string;
  readonly state: 'running' | 'ended';
  /** The broker it runs on, once that is known. */
  readonly broker?: string;
  /** Why it could not run. */
  readonly reason?: Text;
  /** The steps that changed, as HTML. */
  readonly steps: readonly { readonly number: number; readonly title: Text; readonly html: Text }[];
}

/** Between two messages to the pages, in ms. */
const PACE = 150;

/** Runs labs for the pages of the book, one at a time. */
export class BookRuns {
  readonly #live: Live;
  readonly #labs: () => readonly LabCard[];
  readonly #tell: (told: RunTold) => void;
  #run: LiveRun | undefined;
  #lab = '';
  #events: RunEvent[] = [];
  #next: NodeJS.Timeout | undefined;

  constructor(live: Live, labs: () => readonly LabCard[], tell: (told: RunTold) => void) {
    this.#live = live;
    this.#labs = labs;
    this.#tell = tell;
  }

  /** @throws Refusal */
  perform(command: Command): void {
    if (command.do === 'run') this.#start(command.lab ?? '');
    else if (command.do === 'cancel') this.#run?.cancel();
    else throw new Refusal(404, noSuchCommand);
  }

  /** For a page that is opened during a run, or after it. */
  get soFar(): RunTold | undefined {
    return this.#lab === '' ? undefined : this.#told(1);
  }

  #start(lab: string): void {
    if (!this.#labs().some(({ id }) => id === lab)) throw new Refusal(404, noSuchLab);
    if (this.#run !== undefined) throw new Refusal(409, oneAtATime);
    const { trouble } = this.#live;
    if (trouble !== undefined) throw new Refusal(409, trouble);
    this.#lab = lab;
    this.#events = [];
    this.#run = this.#live.start(
      lab,
      (event) => this.#hear(event),
      () => {},
    );
    this.#tell(this.#told(1));
  }

  #hear(event: RunEvent): void {
    this.#events.push(event);
    if (event.type === 'done') {
      clearTimeout(this.#next);
      this.#next = undefined;
      this.#run = undefined;
      this.#tell(this.#told(1));
    } else {
      this.#next ??= setTimeout(() => {
        this.#next = undefined;
        // An answer may have come to the step before.
        this.#tell(this.#told(this.#newest - 1));
      }, PACE);
    }
  }

  get #newest(): number {
    return runSoFar(this.#events)?.steps.at(-1)?.number ?? 1;
  }

  /** What there is to tell, with the steps from this one on. */
  #told(from: number): RunTold {
    const run = runSoFar(this.#events);
    const lanes = this.#labs().find(({ id }) => id === this.#lab)?.lanes;
    const steps = run?.steps.filter(({ number }) => number >= from) ?? [];
    const done = this.#events.find((event) => event.type === 'done');
    return {
      lab: this.#lab,
      state: this.#run === undefined ? 'ended' : 'running',
      ...(run && { broker: run.broker }),
      ...(done?.reason && { reason: done.reason }),
      steps: steps.map((step) => ({
        number: step.number,
        title: step.title,
        html: inBoth((language) => (run === undefined ? '' : drawStep(run, step, { language, lanes }))),
      })),
    };
  }
}

const oneAtATime: Text = {
  en: 'a lab is running: stop it first',
  ja: 'ラボを実行中です。先に止めてください',
};
const noSuchCommand: Text = { en: 'the book cannot do that', ja: 'この操作はできません' };
