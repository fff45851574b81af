import type { Text } from '../../base/text.ts';
import { begunAt } from './begun.ts';
import { staysDark } from './dark-screens.ts';
import { nobodyToFollow, noRoom, noSuchBroker, notOpen, Refusal } from './refusal.ts';
import type { RunEvent } from './run/run-event.ts';
import { Runs } from './run/runs.ts';
import { opening, type ShowParts, type ShowSnapshot, type StageChange } from './show-parts.ts';
import type { Command, Deck, StageState } from './state.ts';

/** More steps than any notes have. */
const MOST_STEPS = 50;

/**
 * The state that everybody sees: slide, run, brokers. It lives on the server, which pushes it to every view. A view without
 * a server keeps its own.
 */
export class Show {
  readonly #parts: ShowParts;
  readonly #runs: Runs;
  readonly #invitation: StageState['invitation'];
  #deck: Deck;
  #stage: StageState;

  /**
   * @param invitation for the room, if the server is open to the network
   * @param before the state of another show to continue from
   */
  constructor(
    deck: Deck,
    parts: ShowParts,
    invitation?: StageState['invitation'],
    { stage, events }: ShowSnapshot = opening,
  ) {
    this.#deck = deck;
    this.#parts = parts;
    this.#invitation = invitation;
    this.#stage = stage;
    const here = { deck: () => this.#deck, state: () => this.#stage };
    this.#runs = new Runs(parts, { ...here, change: (change) => this.#change(change) }, events);
  }

  get stage(): StageState {
    return this.#stage;
  }

  get deck(): Deck {
    return this.#deck;
  }

  /** Events of the run that were shown. */
  get events(): readonly RunEvent[] {
    return this.#runs.events;
  }

  /** Events of the pair that were shown. */
  get pairEvents(): Runs['pairEvents'] {
    return this.#runs.pairEvents;
  }

  /** Continues a run that another show has played in part. */
  goOn = (): Promise<void> => this.#runs.goOn();

  /** Stops; another show continues from its state. */
  stop(): void {
    this.#runs.stop();
  }

  /** Shows a new version of the deck, on the slide with the same number. */
  replaceDeck(deck: Deck): void {
    this.#deck = deck;
    this.#change({ revision: this.#stage.revision + 1, trouble: undefined });
    this.#go(this.#stage.slide, this.#stage.shown);
  }

  /** The new version of the deck can't be shown: the last good one stays. */
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
    switch (command.do) {
      case 'move':
        return this.#move(command.by);
      case 'arrow':
        return this.#arrow(command.by);
      case 'go':
        return this.#go(command.to);
      case 'back':
        return this.#runs.close() ? undefined : this.#backToSlide();
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
      default:
        return this.#runs.perform(command);
    }
  }

  /** Moves through the packets of a run that is over; otherwise moves the slides. */
  #arrow(by: number): void {
    if (!this.#runs.turn(by)) this.#move(by);
  }

  /**
   * Moves slides. While a held run is visible, 'next' plays its next step, and 'back' shows the slide. A clicker sends
   * PageDown or an arrow and has no other keys.
   */
  #move(by: number): void {
    if (!this.#runs.isHeld) this.#go(this.#stage.slide + by);
    else if (by > 0) this.#runs.play();
    else this.#backToSlide();
  }

  #backToSlide(): void {
    this.#change({ shown: 'slide', invitation: undefined });
  }

  #go(wanted: number, shown: StageState['shown'] = 'slide'): void {
    const slide = within(this.#deck.slides.length - 1, wanted);
    const notes = slide === this.#stage.slide ? this.#stage.notes : undefined;
    const begun = begunAt(this.#stage, slide, this.#deck);
    this.#change({ slide, shown, notes, begun, invitation: undefined });
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

  #change(part: StageChange): void {
    const known = Object.entries({ ...this.#stage, ...part }).filter(([, value]) => value !== undefined);
    this.#stage = Object.fromEntries(known) as unknown as StageState;
    this.#parts.changed(this.#stage);
  }
}

/** The nearest number from 0 to `most`. */
const within = (most: number, wanted: number): number => Math.max(0, Math.min(most, wanted));
