import type { Text } from '../../base/text.ts';
import { Refusal } from './refusal.ts';
import { Pace } from './run/pace.ts';
import type { RunEvent } from './run/run-event.ts';
import type { Command, Deck, RecordedRun, RunHead, Source, StageState } from './state.ts';

/** A lab that runs now. Its last event is `done`, whatever happens to it. */
export interface LiveRun {
  cancel(): void;
}

/** Where labs run; a view without a server has none. */
export interface Live {
  /** Why nothing can run now. */
  readonly trouble: Text | undefined;
  start(lab: string, tell: (event: RunEvent) => void): LiveRun;
  choose(broker: string): void;
}

export interface ShowParts {
  readonly live: Live | undefined;
  recording(lab: string): Promise<RecordedRun | undefined>;
  /** Something on the stage has changed. */
  changed(stage: StageState): void;
  /** Events came after the first `from` of this run. */
  told(run: number, from: number, events: readonly RunEvent[]): void;
}

/** No step is so long. */
const MOST_PAGES = 50;

/** What a show has come to. */
export interface Shown {
  readonly stage: StageState;
  /** Of the run on the stage. */
  readonly events: readonly RunEvent[];
}

const opening: Shown = {
  stage: { slide: 0, shown: 'slide', revision: 1, brokers: [], chosen: '' },
  events: [],
};

type Part = { readonly [Key in keyof StageState]?: StageState[Key] | undefined };

/**
 * What everybody sees: the slide, the run, the brokers. It lives on the server and is pushed to every view; a view that
 * has no server keeps one of its own.
 */
export class Show {
  readonly #surroundings: ShowParts;
  #deck: Deck;
  #stage: StageState;
  #events: RunEvent[];
  #running: { readonly pace: Pace; readonly cancel?: () => void } | undefined;
  readonly #invitation: StageState['invitation'];

  /**
   * @param invitation for the room, where it is open to it
   * @param before what another show came to, which this one goes on with
   */
  constructor(
    deck: Deck,
    surroundings: ShowParts,
    invitation?: StageState['invitation'],
    { stage, events }: Shown = opening,
  ) {
    this.#deck = deck;
    this.#surroundings = surroundings;
    this.#invitation = invitation;
    this.#stage = stage;
    this.#events = [...events];
  }

  get stage(): StageState {
    return this.#stage;
  }

  get deck(): Deck {
    return this.#deck;
  }

  /** Events of the run so far. */
  get events(): readonly RunEvent[] {
    return this.#events;
  }

  /** Goes on with a run that another show has told in part: a recorded one plays on, a live one is over. */
  async goOn(): Promise<void> {
    const { run } = this.#stage;
    if (run === undefined || run.state === 'ended') return;
    const pace = new Pace((event) => this.#tell(run.number, event));
    this.#running = { pace };
    const isRecording = run.source.kind === 'recording';
    const recording = isRecording ? await this.#surroundings.recording(run.lab) : undefined;
    // Meanwhile it may have been stopped.
    if (this.#running?.pace !== pace) return;
    for (const event of recording?.events.slice(this.#events.length) ?? [brokenOff(this.#events)])
      pace.push(event);
  }

  /** Shows no more: another show goes on with what this one came to. */
  stop(): void {
    this.#running?.pace.stop();
    this.#running = undefined;
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
    switch (command.do) {
      case 'move':
        return this.#go(this.#stage.slide + command.by);
      case 'go':
        return this.#go(command.to);
      case 'run':
        return this.#run(this.#lab(command.lab));
      case 'replay':
        return this.#replay(this.#lab(command.lab));
      case 'cancel':
        return this.#cancel();
      case 'hurry':
        return this.#running?.pace.hurry();
      case 'back':
        return this.#change({ shown: 'slide', invitation: undefined });
      case 'look':
        return this.#changeRun({ step: command.step, pages: 0 });
      case 'scroll':
        return this.#scroll(command.by);
      case 'invite':
        return this.#invite();
      case 'next-broker':
        return this.#nextBroker();
      case 'choose':
        return this.#choose(command.broker);
      case 'toggle-room':
      case 'invite-phones':
        throw new Refusal(404, noRoom);
    }
  }

  #go(wanted: number, shown: StageState['shown'] = 'slide'): void {
    const slide = Math.max(0, Math.min(this.#deck.slides.length - 1, wanted));
    this.#change({ slide, shown, invitation: undefined });
  }

  #lab(named: string | undefined): string {
    const id = named ?? this.#deck.slides[this.#stage.slide]?.lab;
    if (id === undefined) throw new Refusal(404, noLabHere);
    // A lab that can't be loaded has no card; a slide may still ask for it, and is told why.
    const known = [...this.#deck.labs.map((card) => card.id), ...this.#deck.slides.map(({ lab }) => lab)];
    if (!known.includes(id)) throw new Refusal(404, noSuchLab);
    return id;
  }

  async #run(lab: string): Promise<void> {
    const { live } = this.#surroundings;
    const trouble = live === undefined ? noServer : live.trouble;
    if (this.#isShowing(lab, trouble === undefined)) return this.#change({ shown: 'run' });
    this.#mustBeFree();
    if (live === undefined || trouble !== undefined) return this.#replay(lab, trouble);
    const pace = this.#begin(lab, { kind: 'live', broker: this.#stage.chosen });
    const running = live.start(lab, (event) => {
      if (event.type === 'done') this.#changeRun({ state: 'playing' });
      pace.push(event);
    });
    this.#running = { pace, cancel: () => running.cancel() };
  }

  /** @param why it is not live, if that is what was asked for */
  async #replay(lab: string, why?: Text): Promise<void> {
    this.#mustBeFree();
    const recording = await this.#surroundings.recording(lab);
    if (recording === undefined) throw new Refusal(404, why === undefined ? noRecording : nor(why));
    this.#mustBeFree();
    const { broker, recordedAt, events } = recording;
    const kept = { kind: 'recording', broker, recordedAt } as const;
    const pace = this.#begin(lab, why === undefined ? kept : { ...kept, why: hence(why) });
    this.#running = { pace };
    for (const event of events) pace.push(event);
  }

  /** Whether what is running or playing is what running this lab now would be. */
  #isShowing(lab: string, wouldBeLive: boolean): boolean {
    const { run, chosen } = this.#stage;
    if (this.#running === undefined || run?.lab !== lab) return false;
    if (run.source.kind === 'recording') return !wouldBeLive;
    return run.state === 'running' || run.source.broker === chosen;
  }

  /** What only plays makes room for another run. */
  #mustBeFree(): void {
    if (this.#stage.run?.state === 'running') throw new Refusal(409, oneAtATime);
  }

  #begin(lab: string, source: Source): Pace {
    const number = (this.#stage.run?.number ?? 0) + 1;
    this.#running?.pace.stop();
    this.#events = [];
    const state = source.kind === 'live' ? 'running' : 'playing';
    this.#change({
      run: { number, lab, source, state, cancelled: false, pages: 0 },
      shown: 'run',
      invitation: undefined,
    });
    return new Pace((event) => this.#tell(number, event));
  }

  #tell(number: number, event: RunEvent): void {
    this.#events.push(event);
    this.#surroundings.told(number, this.#events.length - 1, [event]);
    if (event.type !== 'done') return;
    this.#running = undefined;
    this.#changeRun({ state: 'ended' });
  }

  #cancel(): void {
    if (this.#stage.run?.state === 'running') {
      this.#changeRun({ cancelled: true });
      this.#running?.cancel?.();
    }
    this.#running?.pace.hurry();
  }

  #scroll(by: number): void {
    const { run } = this.#stage;
    if (run === undefined) return;
    const pages = run.pages + (run.step === undefined ? -by : by);
    this.#changeRun({ pages: Math.max(0, Math.min(MOST_PAGES, pages)) });
  }

  #changeRun(part: Partial<RunHead>): void {
    const { run } = this.#stage;
    if (run !== undefined) this.#change({ run: { ...run, ...part } });
  }

  #invite(): void {
    if (this.#surroundings.live === undefined) throw new Refusal(404, nobodyToFollow);
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
    this.#surroundings.live?.choose(name);
  }

  #change(part: Part): void {
    const known = Object.entries({ ...this.#stage, ...part }).filter(([, value]) => value !== undefined);
    this.#stage = Object.fromEntries(known) as unknown as StageState;
    this.#surroundings.changed(this.#stage);
  }
}

/** The end of a run that nobody tells any more. */
function brokenOff(events: readonly RunEvent[]): RunEvent {
  const last = events.at(-1);
  const at = last !== undefined && 'at' in last ? last.at : 0;
  return { type: 'done', at, outcome: 'could-not-run', reason: lost };
}

const lost: Text = { en: 'the connection to the server was lost', ja: 'サーバーとの接続が切れました' };
const noServer: Text = { en: 'there is no server to run it', ja: '動かすサーバーがありません' };
const noLabHere: Text = { en: 'this slide has no lab', ja: 'このスライドにはラボがありません' };
const noSuchLab: Text = { en: 'there is no such lab', ja: 'そのラボはありません' };
const noSuchBroker: Text = { en: 'there is no such broker', ja: 'そのブローカーはありません' };
const noRecording: Text = { en: 'this lab has no recorded run', ja: 'このラボの記録はありません' };
const nor = (why: Text): Text => ({
  en: `${why.en}, and this lab has no recorded run`,
  ja: `${why.ja}。このラボの記録もありません`,
});
const hence = (why: Text): Text => ({
  en: `${why.en}: this is a recorded run`,
  ja: `${why.ja}。これは記録の再生です`,
});
const oneAtATime: Text = {
  en: 'a run is in progress: c cancels it',
  ja: '実行中です。c で中止できます',
};
const nobodyToFollow: Text = {
  en: 'there is no server here that the room could follow',
  ja: 'サーバーがないので、会場の端末からは見られません',
};
const noRoom: Text = {
  en: 'the room takes no part: start the deck with --room',
  ja: '会場の参加はありません。--room を付けて起動してください',
};
const notOpen: Text = {
  en: 'the deck is open to this machine only: start it with --host 0.0.0.0',
  ja: 'この資料はこのマシンだけに開いています。--host 0.0.0.0 を付けて起動してください',
};
