import type { Text } from '../../../base/text.ts';
import { noLabHere, noRecording, nor, noServer, noSuchLab, oneAtATime, Refusal } from '../refusal.ts';
import type { ShowParts, Stage } from '../show-parts.ts';
import type { RunCommand } from '../state.ts';
import { type How, RunOnStage } from './on-stage.ts';
import { PairOnStage } from './pair.ts';
import type { RunEvent } from './run-event.ts';

/** The runs of a show: a lab, live or recorded, or a lab on two brokers. The stage shows one at a time. */
export class Runs {
  readonly #parts: ShowParts;
  readonly #on: Stage;
  readonly #run: RunOnStage;
  readonly #pair: PairOnStage;

  /** @param events of the run that is already on the stage */
  constructor(parts: ShowParts, on: Stage, events: readonly RunEvent[]) {
    this.#parts = parts;
    this.#on = on;
    this.#run = new RunOnStage(
      {
        recording: parts.recording,
        told: parts.told,
        hasScore: (lab) => on.deck().labs.some(({ id, score }) => id === lab && score !== undefined),
        begun: (run) => on.change({ run, shown: 'run', pair: undefined, invitation: undefined }),
        changed: (run) => on.change({ run }),
      },
      on.state().run,
      events,
    );
    this.#pair = new PairOnStage({
      live: parts.live,
      recording: parts.recording,
      changed: (pair) => on.change({ pair }),
      told: (...told) => parts.toldBeside?.(...told),
    });
  }

  /** Events of the run that were shown. */
  get events(): readonly RunEvent[] {
    return this.#run.events;
  }

  /** Events of the pair that were shown. */
  get pairEvents(): PairOnStage['events'] {
    return this.#pair.events;
  }

  /** Whether the visible run waits for the presenter, now or before a later step. */
  get isHeld(): boolean {
    return this.#isRunInSight && this.#on.state().run?.holds === true && this.#run.isPlaying;
  }

  /** Continues a run that another show has played in part. */
  goOn = (): Promise<void> => this.#run.goOn();

  /** Stops showing runs. */
  stop(): void {
    this.#run.stop();
    this.#pair.stop();
  }

  /** Plays the next step. */
  play = (): void => this.#run.play();

  /** Moves to another packet of the visible run, if it is over; false if there is none. */
  turn = (by: number): boolean => this.#isRunInSight && this.#run.turn(by);

  /** Closes the open packet of the visible run; false if none is open. */
  close = (): boolean => this.#isRunInSight && this.#run.close();

  /** @throws Refusal */
  async perform(command: RunCommand): Promise<void> {
    if (this.#isPairInSight && this.#pair.perform(command)) return;
    switch (command.do) {
      case 'open':
        return this.#run.open(command.packet);
      case 'run':
        return this.#begin({ ...this.#lab(command.lab), holds: true });
      case 'replay':
        return this.#replay({ ...this.#lab(command.lab), holds: true });
      case 'play-through':
        return this.#playThrough(command.lab);
      case 'play':
        return this.#isPairInSight ? undefined : this.#run.play();
      case 'compare':
        return this.#compare(this.#lab(command.lab).lab);
      case 'cancel':
        return this.#run.cancel();
      case 'hurry':
        return this.#run.hurry();
      case 'look':
        return this.#run.look(command.step);
      case 'scroll':
        return this.#run.scroll(command.by);
    }
  }

  get #isRunInSight(): boolean {
    const { shown, pair } = this.#on.state();
    return shown === 'run' && pair === undefined;
  }

  get #isPairInSight(): boolean {
    const { shown, pair } = this.#on.state();
    return shown === 'run' && pair !== undefined;
  }

  /** The named lab; without a name, the lab of the slide with the step that its link names. */
  #lab(named: string | undefined): Pick<How, 'lab' | 'point'> {
    const deck = this.#on.deck();
    const here = deck.slides[this.#on.state().slide];
    const lab = named ?? here?.lab;
    if (lab === undefined) throw new Refusal(404, noLabHere);
    // A lab that failed to load has no card. A slide may still ask for it; the answer says why it can't run.
    const known = [...deck.labs.map((card) => card.id), ...deck.slides.map((slide) => slide.lab)];
    if (!known.includes(lab)) throw new Refusal(404, noSuchLab);
    return lab === here?.lab && here.point !== undefined ? { lab, point: here.point } : { lab };
  }

  async #begin(how: How): Promise<void> {
    const { live } = this.#parts;
    const trouble = live === undefined ? noServer : live.trouble;
    if (this.#isShowing(how.lab, trouble === undefined))
      return this.#on.change({ shown: 'run', pair: undefined });
    this.#mustBeFree();
    if (live === undefined || trouble !== undefined) return this.#replay(how, trouble);
    this.#run.beginLive(live, this.#on.state().chosen, how);
  }

  /** @param why the reason why it is not live, if a live run was asked for */
  async #replay(how: How, why?: Text): Promise<void> {
    this.#mustBeFree();
    const recording = await this.#parts.recording(how.lab);
    if (recording === undefined) throw new Refusal(404, why === undefined ? noRecording : nor(why));
    this.#mustBeFree();
    this.#run.beginRecorded(recording, how, why && hence(why));
  }

  /** Releases a visible held run; otherwise runs the lab without holding it. */
  async #playThrough(named: string | undefined): Promise<void> {
    if (!(this.#isRunInSight && this.#run.isPlaying)) await this.#begin(this.#lab(named));
    this.#run.playThrough();
  }

  /** Runs a lab on two brokers side by side. */
  async #compare(lab: string): Promise<void> {
    this.#mustBeFree();
    const { chosen, brokers } = this.#on.state();
    await this.#pair.begin(lab, chosen, brokers);
    this.#on.change({ shown: 'run', invitation: undefined });
  }

  /** Whether the current run is the same as the one that is asked for. */
  #isShowing(lab: string, wouldBeLive: boolean): boolean {
    const { run, chosen } = this.#on.state();
    if (!this.#run.isPlaying || run?.lab !== lab) return false;
    if (run.source.kind === 'recording') return !wouldBeLive;
    return run.state === 'running' || run.source.broker === chosen;
  }

  /** Stops a run that only plays; refuses if a lab runs. */
  #mustBeFree(): void {
    if (this.#run.isBusy || this.#pair.isBusy) throw new Refusal(409, oneAtATime);
  }
}

const hence = (why: Text): Text => ({
  en: `${why.en}: this is a recorded run`,
  ja: `${why.ja}。これは記録の再生です`,
});
