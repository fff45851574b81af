import type { Text } from '../../../../base/text.ts';
import type { RunEvent } from '../../run/run-event.ts';
import type { Command, Deck, Notes, RecordedRun, StageState } from '../../state.ts';
import { LoneTalk } from './lone-talk.ts';
import type { Talk } from './talk.ts';

interface Told {
  readonly run: number;
  readonly from: number;
  readonly events: readonly RunEvent[];
}

interface ToldBeside extends Omit<Told, 'run'> {
  readonly pair: number;
  readonly side: 0 | 1;
}
/** In ms. */
const AGAIN = 2_000;

const empty: StageState = { slide: 0, shown: 'slide', revision: 0, brokers: [], chosen: '' };

/** A talk on a server: the server pushes changes, and the view posts commands. Without the server it goes on alone. */
export class ServedTalk implements Talk {
  readonly mayAct: boolean;
  readonly #changed: () => void;
  #deck: Deck = { language: 'en', slides: [], labs: [] };
  #notes: Notes = [];
  #stage = empty;
  #told: Told = { run: 0, from: 0, events: [] };
  #beside: { readonly pair: number; readonly sides: Talk['pairEvents'] } = { pair: 0, sides: [[], []] };
  #recordings: Readonly<Record<string, RecordedRun>> = {};
  #lone: LoneTalk | undefined;
  #asking: Promise<unknown> = Promise.resolve();

  /** @param changed called when there is something new to draw */
  constructor(mayAct: boolean, changed: () => void) {
    this.mayAct = mayAct;
    this.#changed = changed;
    const source = new EventSource('/events');
    source.addEventListener('stage', ({ data }) => {
      // A server that announces a deck but does not deliver it counts as lost.
      this.#hear(JSON.parse(data)).catch(() => this.#goOnAlone());
    });
    source.addEventListener('run', ({ data }) => this.#hearRun(JSON.parse(data)));
    source.addEventListener('pair', ({ data }) => this.#hearPair(JSON.parse(data)));
    source.addEventListener('room', ({ data }) => {
      window.dispatchEvent(new CustomEvent('room', { detail: JSON.parse(data) }));
    });
    source.addEventListener('error', () => {
      // Refused: there is no place for this guest now. The page says so after the reload.
      if (!mayAct && source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), AGAIN);
      this.#goOnAlone();
    });
    source.addEventListener('open', () => this.#return());
  }

  get deck(): Deck {
    return this.#deck;
  }

  get notes(): Notes {
    return this.#notes;
  }

  get stage(): StageState {
    return this.#lone?.stage ?? this.#stage;
  }

  get events(): readonly RunEvent[] {
    if (this.#lone !== undefined) return this.#lone.events;
    // No event of a run that has just begun has arrived yet.
    return this.#told.run === this.#stage.run?.number ? this.#told.events : [];
  }

  get pairEvents(): Talk['pairEvents'] {
    return this.#beside.pair === this.stage.pair?.number ? this.#beside.sides : [[], []];
  }

  get isAlone(): boolean {
    return this.#lone !== undefined;
  }

  async ask(command: Command): Promise<Text | undefined> {
    // One after another: two keys pressed at once may reach the server in any order.
    const asking = this.#asking.then(() => this.#post(command));
    this.#asking = asking.catch(() => {});
    return asking;
  }

  async #post(command: Command): Promise<Text | undefined> {
    const lone = this.#lone;
    if (lone !== undefined) return lone.ask(command);
    const body = JSON.stringify(command);
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch('/do', { method: 'POST', headers, body }).catch(() => undefined);
    if (answer === undefined) return this.#goOnAlone()?.ask(command);
    return answer.headers.get('Content-Type')?.startsWith('application/json') ? answer.json() : undefined;
  }

  async #hear(stage: StageState): Promise<void> {
    const isNew = stage.revision !== this.#stage.revision;
    this.#stage = stage;
    if (isNew) await this.#fetchDeck();
    this.#changed();
  }

  #hearRun({ run, from, events }: Told): void {
    this.#told = { run, from: 0, events: [...this.#told.events.slice(0, from), ...events] };
    this.#changed();
  }

  #hearPair({ pair, side, from, events }: ToldBeside): void {
    const [one, other] = pair === this.#beside.pair ? this.#beside.sides : ([[], []] as const);
    const grown = (before: readonly RunEvent[]) => [...before.slice(0, from), ...events];
    this.#beside = { pair, sides: side === 0 ? [grown(one), other] : [one, grown(other)] };
    this.#changed();
  }

  async #fetchDeck(): Promise<void> {
    const { revision } = this.#stage;
    const json = async (path: string) => (await fetch(`${path}?${revision}`)).json();
    const [deck, notes] = await Promise.all([json('/deck.json'), this.mayAct ? json('/notes.json') : []]);
    // A newer revision may have arrived meanwhile.
    if (revision !== this.#stage.revision) return;
    this.#deck = deck;
    this.#notes = notes;
    if (this.mayAct) this.#recordings = await json('/recordings.json');
  }

  #goOnAlone(): LoneTalk | undefined {
    if (this.#lone !== undefined || !this.mayAct || this.#deck.slides.length === 0) return this.#lone;
    const [deck, notes, recordings, changed] = [this.#deck, this.#notes, this.#recordings, this.#changed];
    this.#lone = new LoneTalk(
      { deck, notes, recordings, changed },
      {
        begin: { stage: withoutPair(this.#stage), events: this.events },
        channel: new BroadcastChannel('mqtt-hands-on'),
        isSeen: document.visibilityState === 'visible',
      },
    );
    this.#changed();
    return this.#lone;
  }

  /** The server is back: it continues on the slide of the window that led. */
  #return(): void {
    const slide = this.#lone?.stage.slide;
    this.#lone?.close();
    this.#lone = undefined;
    // If the server is lost again, this window goes on alone as before.
    if (slide !== undefined) this.ask({ do: 'go', to: slide }).catch(() => {});
  }
}

/** A pair can't continue: its brokers were on the server. */
function withoutPair({ pair, ...stage }: StageState): StageState {
  return pair === undefined ? stage : { ...stage, shown: 'slide' };
}
