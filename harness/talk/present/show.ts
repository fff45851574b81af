import type { Text } from '../../base/text.ts';
import { begunAt } from './begun.ts';
import { staysDark } from './dark.ts';
import { Refusal } from './refusal.ts';
import {
  nobodyToFollow,
  noLabHere,
  noRecording,
  noRoom,
  nor,
  noServer,
  noSuchBroker,
  noSuchLab,
  notOpen,
  oneAtATime,
} from './refusals.ts';
import { type How, RunOnStage } from './run/on-stage.ts';
import { PairOnStage } from './run/pair.ts';
import type { RunEvent } from './run/run-event.ts';
import { opening, type Shown, type ShowParts } from './shown.ts';
import type { Command, Deck, StageState } from './state.ts';

/** No notes are so long. */
const MOST_STEPS = 50;

type Part = { readonly [Key in keyof StageState]?: StageState[Key] | undefined };

/**
 * What everybody sees: the slide, the run, the brokers. It lives on the server and is pushed to every view; a view that
 * has no server keeps one of its own.
 */
export class Show {
  readonly #parts: ShowParts;
  readonly #run: RunOnStage;
  readonly #invitation: StageState['invitation'];
  #deck: Deck;
  #stage: StageState;
  readonly #pair: PairOnStage;

  /**
   * @param invitation for the room, where it is open to it
   * @param before what another show came to, which this one goes on with
   */
  constructor(
    deck: Deck,
    parts: ShowParts,
    invitation?: StageState['invitation'],
    { stage, events }: Shown = opening,
  ) {
    this.#deck = deck;
    this.#parts = parts;
    this.#invitation = invitation;
    this.#stage = stage;
    this.#run = new RunOnStage(
      {
        recording: parts.recording,
        told: parts.told,
        hasScore: (lab) => this.#deck.labs.some(({ id, score }) => id === lab && score !== undefined),
        begun: (run) => this.#change({ run, shown: 'run', pair: undefined, invitation: undefined }),
        changed: (run) => this.#change({ run }),
      },
      stage.run,
      events,
    );
    this.#pair = new PairOnStage({
      live: parts.live,
      recording: parts.recording,
      changed: (pair) => this.#change({ pair }),
      told: (...told) => parts.toldBeside?.(...told),
    });
  }

  get stage(): StageState {
    return this.#stage;
  }

  get deck(): Deck {
    return this.#deck;
  }

  /** Events of the run so far. */
  get events(): readonly RunEvent[] {
    return this.#run.events;
  }

  /** Events of the pair so far. */
  get pairEvents(): PairOnStage['events'] {
    return this.#pair.events;
  }

  /** Goes on with a run that another show has told in part. */
  goOn = (): Promise<void> => this.#run.goOn();

  /** Shows no more: another show goes on with what this one came to. */
  stop(): void {
    this.#run.stop();
    this.#pair.stop();
  }

  /** Shows another state of the deck; the slide stays what it was, by number. */
  replaceDeck(deck: Deck): void {
    this.#deck = deck;
    this.#change({ revision: this.#stage.revision + 1, trouble: undefined });
    this.#go(this.#stage.slide, this.#stage.shown);
  }

  /** The deck can't be shown as it is: the last sound one stays. */
  deckIsBroken(trouble: Text): void {
    this.#change({ trouble });
  }

  brokersChanged({ states, chosen }: { states: StageState['brokers']; chosen: string }): void {
    this.#change({ brokers: states, chosen });
  }

  /** @throws Refusal */
  async perform(command: Command): Promise<void> {
    if (this.#stage.black && !staysDark(command)) {
      this.#change({ black: undefined });
      if (command.do === 'back') return;
    }
    const isPair = this.#stage.pair !== undefined && this.#stage.shown === 'run';
    if (isPair && this.#pair.perform(command)) return;
    switch (command.do) {
      case 'move':
        return this.#move(command.by);
      case 'arrow':
        return this.#arrow(command.by);
      case 'open':
        return this.#run.open(command.packet);
      case 'go':
        return this.#go(command.to);
      case 'run':
        return this.#begin({ ...this.#lab(command.lab), holds: true });
      case 'replay':
        return this.#replay({ ...this.#lab(command.lab), holds: true });
      case 'play-through':
        return this.#playThrough(command.lab);
      case 'play':
        return isPair ? undefined : this.#run.play();
      case 'compare':
        return this.#compare(this.#lab(command.lab).lab);
      case 'cancel':
        return this.#run.cancel();
      case 'hurry':
        return this.#run.hurry();
      case 'back':
        if (!isPair && this.#stage.shown === 'run' && this.#run.close()) return;
        return this.#change({ shown: 'slide', invitation: undefined });
      case 'look':
        return this.#run.look(command.step);
      case 'scroll':
        return this.#run.scroll(command.by);
      case 'invite':
        return this.#invite();
      case 'next-broker':
        return this.#nextBroker();
      case 'choose':
        return this.#choose(command.broker);
      case 'black':
        return this.#change({ black: this.#stage.black ? undefined : true });
      case 'restart-clock':
        return this.#change({ begun: Date.now() });
      case 'scroll-notes':
        return this.#change({ notes: within(MOST_STEPS, (this.#stage.notes ?? 0) + command.by) });
      case 'toggle-room':
      case 'invite-phones':
        throw new Refusal(404, noRoom);
    }
  }

  /** A run that is over is gone through packet by packet; else an arrow moves. */
  #arrow(by: number): void {
    const { shown, pair } = this.#stage;
    if (shown !== 'run' || pair !== undefined || !this.#run.turn(by)) this.#move(by);
  }

  /**
   * Moves slides, except while a run is held in sight: then whatever means 'next' plays its next step, and 'back' leads to
   * the slide. A clicker sends PageDown or an arrow, and has no other keys.
   */
  #move(by: number): void {
    const { slide, shown, run, pair } = this.#stage;
    const isHeld = shown === 'run' && pair === undefined && run?.holds === true && this.#run.isPlaying;
    if (!isHeld) this.#go(slide + by);
    else if (by > 0) this.#run.play();
    else this.#change({ shown: 'slide', invitation: undefined });
  }

  #go(wanted: number, shown: StageState['shown'] = 'slide'): void {
    const slide = within(this.#deck.slides.length - 1, wanted);
    const notes = slide === this.#stage.slide ? this.#stage.notes : undefined;
    const begun = begunAt(this.#stage, slide, this.#deck);
    this.#change({ slide, shown, notes, begun, invitation: undefined });
  }

  /** The lab that is named, else that of the slide, and the step that its link names. */
  #lab(named: string | undefined): Pick<How, 'lab' | 'point'> {
    const here = this.#deck.slides[this.#stage.slide];
    const lab = named ?? here?.lab;
    if (lab === undefined) throw new Refusal(404, noLabHere);
    // A lab that can't be loaded has no card; a slide may still ask for it, and is told why.
    const known = [...this.#deck.labs.map((card) => card.id), ...this.#deck.slides.map((slide) => slide.lab)];
    if (!known.includes(lab)) throw new Refusal(404, noSuchLab);
    return lab === here?.lab && here.point !== undefined ? { lab, point: here.point } : { lab };
  }

  async #begin(how: How): Promise<void> {
    const { live } = this.#parts;
    const trouble = live === undefined ? noServer : live.trouble;
    if (this.#isShowing(how.lab, trouble === undefined))
      return this.#change({ shown: 'run', pair: undefined });
    this.#mustBeFree();
    if (live === undefined || trouble !== undefined) return this.#replay(how, trouble);
    this.#run.beginLive(live, this.#stage.chosen, how);
  }

  /** @param why it is not live, if that is what was asked for */
  async #replay(how: How, why?: Text): Promise<void> {
    this.#mustBeFree();
    const recording = await this.#parts.recording(how.lab);
    if (recording === undefined) throw new Refusal(404, why === undefined ? noRecording : nor(why));
    this.#mustBeFree();
    this.#run.beginRecorded(recording, how, why && hence(why));
  }

  /** What is held in sight is held no more; else the lab runs without being held. */
  async #playThrough(named: string | undefined): Promise<void> {
    const { shown, pair } = this.#stage;
    const isInSight = shown === 'run' && pair === undefined && this.#run.isPlaying;
    if (!isInSight) await this.#begin(this.#lab(named));
    this.#run.playThrough();
  }

  /** Runs a lab on two brokers beside each other. */
  async #compare(lab: string): Promise<void> {
    this.#mustBeFree();
    const { chosen, brokers } = this.#stage;
    await this.#pair.begin(lab, chosen, brokers);
    this.#change({ shown: 'run', invitation: undefined });
  }

  /** Whether what is running or playing is what running this lab now would be. */
  #isShowing(lab: string, wouldBeLive: boolean): boolean {
    const { run, chosen } = this.#stage;
    if (!this.#run.isPlaying || run?.lab !== lab) return false;
    if (run.source.kind === 'recording') return !wouldBeLive;
    return run.state === 'running' || run.source.broker === chosen;
  }

  /** What only plays makes room for another run. */
  #mustBeFree(): void {
    if (this.#run.isBusy || this.#pair.isBusy) throw new Refusal(409, oneAtATime);
  }

  #invite(): void {
    if (this.#parts.live === undefined) throw new Refusal(404, nobodyToFollow);
    if (this.#invitation === undefined) throw new Refusal(404, notOpen);
    this.#change({ invitation: this.#stage.invitation === undefined ? this.#invitation : undefined });
  }

  #nextBroker(): void {
    const { brokers, chosen } = this.#stage;
    const next = brokers[(brokers.findIndex(({ name }) => name === chosen) + 1) % brokers.length];
    if (next !== undefined) this.#choose(next.name);
  }

  #choose(name: string): void {
    if (!this.#stage.brokers.some((broker) => broker.name === name)) throw new Refusal(404, noSuchBroker);
    this.#parts.live?.choose(name);
  }

  #change(part: Part): void {
    const known = Object.entries({ ...this.#stage, ...part }).filter(([, value]) => value !== undefined);
    this.#stage = Object.fromEntries(known) as unknown as StageState;
    this.#parts.changed(this.#stage);
  }
}

/** The nearest number from 0 to `most`. */
const within = (most: number, wanted: number): number => Math.max(0, Math.min(most, wanted));

const hence = (why: Text): Text => ({
  en: `${why.en}: this is a recorded run`,
  ja: `${why.ja}。これは記録の再生です`,
});
