import type { Text } from '../../../base/text.ts';
import type { RecordedRun, RunHead, Source } from '../state.ts';
import { closed, cursorAfter, opened } from './cursor.ts';
import type { Live, LiveRun } from './live.ts';
import { heldAt, Playback } from './playback.ts';
import type { RunEvent } from './run-event.ts';
import { brokenOff, lost, sourceFrom, stepIn, takeOver } from './take-over.ts';

export interface OnStageParts {
  recording(lab: string): Promise<RecordedRun | undefined>;
  /** Whether runs of this lab end with a scoreboard. */
  hasScore(lab: string): boolean;
  /** A run begins. */
  begun(run: RunHead): void;
  changed(run: RunHead): void;
  /** Events follow the first `from` events of this run. */
  told(run: number, from: number, events: readonly RunEvent[]): void;
}

/** How a run is played. */
export type How = Pick<RunHead, 'lab' | 'holds' | 'point'>;

/** More pages than any step has. */
const MOST_PAGES = 50;

/** The run on the stage: live, recorded, or live and then recorded. */
export class RunOnStage {
  readonly #parts: OnStageParts;
  #head: RunHead | undefined;
  #events: RunEvent[];
  /** All events of the lab; the room has seen the first of them. */
  #received: readonly RunEvent[];
  /** Set while it plays. */
  #playback: Playback | undefined;
  /** Set until its process has ended. */
  #live: LiveRun | undefined;
  /** Whether the recording takes over after the run has broken off. */
  #takingOver: Promise<boolean> | undefined;

  /** @param run a run that another show has played in part, and that continues here */
  constructor(parts: OnStageParts, run: RunHead | undefined, events: readonly RunEvent[]) {
    this.#parts = parts;
    this.#head = run;
    this.#events = [...events];
    this.#received = this.#events;
  }

  /** Events that were shown. */
  get events(): readonly RunEvent[] {
    return this.#events;
  }

  get isPlaying(): boolean {
    return this.#playback !== undefined;
  }

  /** Whether a lab runs or cleans up. */
  get isBusy(): boolean {
    return this.#live !== undefined;
  }

  beginLive(live: Live, broker: string, how: How): void {
    const playback = this.#begin({ kind: 'live', broker }, how, 'running');
    this.#playback = playback;
    this.#live = live.start(
      how.lab,
      (event) => this.#hear(event),
      () => {
        this.#takingOver ??= this.#breakOff(stepIn(this.#received));
        // The last event comes in any case.
        this.#takingOver.catch(() => {});
      },
    );
  }

  /** @param why the reason why it is not live, if a live run was asked for */
  beginRecorded({ events, broker, recordedAt }: RecordedRun, how: How, why?: Text): void {
    const kept = { kind: 'recording', broker, recordedAt } as const;
    this.#playback = this.#begin(why === undefined ? kept : { ...kept, why }, how, 'playing');
    for (const event of events) this.#playback?.push(event);
  }

  /** Continues a run that another show has played in part. A live run continues as a recorded one. */
  async goOn(): Promise<void> {
    const run = this.#head;
    if (run === undefined || run.state === 'ended') return;
    const playback = this.#newPlayback(run);
    this.#playback = playback;
    const recording = await this.#parts.recording(run.lab);
    // It may have been stopped meanwhile.
    if (this.#playback !== playback) return;
    const told = stepIn(this.#events);
    const from = run.source.kind === 'live' ? undefined : (run.source.takesOver?.from ?? 1);
    if (recording !== undefined && from !== undefined && (from === 1 || told >= from)) {
      const { live = [], recorded = [] } = takeOver(this.#events, recording.events, from) ?? {};
      for (const event of [...live, ...recorded].slice(this.#events.length)) playback.push(event);
      return;
    }
    const next = typeof run.held === 'object' ? run.held.step : told;
    if (await this.#breakOff(next)) this.#change({ state: 'playing', trouble: lost });
    else playback.push(brokenOff(this.#events));
  }

  /** Stops showing the run. */
  stop(): void {
    this.#playback?.stop();
    this.#playback = undefined;
  }

  play = (): void => this.#playback?.play();
  hurry = (): void => this.#playback?.hurry();

  playThrough(): void {
    if (this.#playback === undefined) return;
    const { holds: _, ...head } = this.#head ?? {};
    this.#head = head as RunHead;
    this.#playback.playThrough();
    this.#change({ held: undefined });
  }

  cancel(): void {
    if (this.isBusy) this.#change({ cancelled: true });
    this.#live?.cancel();
    this.hurry();
  }

  /** @param step 0: the current step */
  look(step: number): void {
    this.#change({ step: step === 0 ? undefined : step, pages: 0 });
  }

  scroll(by: number): void {
    if (this.#head === undefined) return;
    const { pages, step } = this.#head;
    const wanted = pages + (step === undefined ? -by : by);
    this.#change({ pages: Math.max(0, Math.min(MOST_PAGES, wanted)) });
  }

  /** Opens the packet of the event with this number. */
  open = (packet: number): void => this.#change(opened(this.#events, packet));

  /** Closes the open packet. @returns whether one was open */
  close(): boolean {
    if (this.#head?.packet === undefined) return false;
    this.#change(closed);
    return true;
  }

  /** Moves to another packet of a run that is over. @returns whether there is one */
  turn(by: number): boolean {
    const cursor = this.#head && cursorAfter(this.#head, this.#events, by);
    if (cursor !== undefined) this.#change(cursor);
    return cursor !== undefined;
  }

  #begin(source: Source, how: How, state: RunHead['state']): Playback {
    this.#playback?.stop();
    this.#events = [];
    this.#received = [];
    this.#takingOver = undefined;
    const number = (this.#head?.number ?? 0) + 1;
    this.#head = { number, source, state, ...how, cancelled: false, pages: 0 };
    this.#parts.begun(this.#head);
    return this.#newPlayback(this.#head);
  }

  #newPlayback({ number, holds }: RunHead): Playback {
    const hold = {
      before: (event: RunEvent) =>
        event.type === 'step' || (event.type === 'done' && this.#endsOnMore(event)),
      changed: (event: RunEvent | undefined) => this.#change({ held: event && heldAt(event) }),
    };
    return new Playback((event) => this.#tell(number, event), holds && hold);
  }

  /** Whether the end of a run shows more than its last step. */
  #endsOnMore({ outcome }: Extract<RunEvent, { type: 'done' }>): boolean {
    if (this.#head === undefined || outcome === 'could-not-run') return false;
    const { lab, point } = this.#head;
    return point === undefined ? this.#parts.hasScore(lab) : point !== stepIn(this.#events);
  }

  #tell(number: number, event: RunEvent): void {
    this.#events.push(event);
    this.#parts.told(number, this.#events.length - 1, [event]);
    if (event.type !== 'done') return;
    this.#playback = undefined;
    this.#change({ state: 'ended', held: undefined });
  }

  #hear(event: RunEvent): void {
    if (event.type === 'done') this.#hearEnd(event);
    else if (this.#head?.source.kind === 'live') {
      this.#received = [...this.#received, event];
      this.#playback?.push(event);
    }
  }

  #hearEnd(done: Extract<RunEvent, { type: 'done' }>): void {
    this.#live = undefined;
    if (done.outcome === 'could-not-run') this.#takingOver ??= this.#breakOff(stepIn(this.#received));
    const end = (isTakenOver: boolean) => {
      if (!isTakenOver) this.#change({ state: 'playing' });
      else if (this.#head?.state === 'running') this.#change({ state: 'playing' });
      if (done.reason !== undefined) this.#change({ trouble: done.reason });
      if (!isTakenOver) this.#playback?.push(done);
    };
    if (this.#takingOver === undefined) end(false);
    else this.#takingOver.then(end, () => end(false));
  }

  /** @returns whether the recording takes over at this step */
  async #breakOff(step: number): Promise<boolean> {
    const [run, playback] = [this.#head, this.#playback];
    if (run === undefined || playback === undefined || run.cancelled) return false;
    // A broken claim is the result of the run, no accident.
    if (this.#received.some((event) => event.type === 'claim' && event.verdict === 'broken')) return false;
    const recording = await this.#parts.recording(run.lab);
    if (recording === undefined) return false;
    const taken = takeOver(this.#received, recording.events, step);
    if (taken === undefined || this.#playback !== playback || this.#head?.cancelled !== false) return false;
    const { from, live, recorded } = taken;
    const isAskedFor = stepIn(this.#events) >= from;
    if (this.#events.length > live.length) {
      this.#events = this.#events.slice(0, live.length);
      this.#parts.told(run.number, live.length, []);
    }
    this.#change({
      source: sourceFrom(from, recording, run.source),
      held: undefined,
      step: undefined,
      pages: 0,
    });
    playback.replaceWaiting([...live.slice(this.#events.length), ...recorded], isAskedFor);
    return true;
  }

  #change(part: Partial<RunHead>): void {
    if (this.#head === undefined) return;
    this.#head = { ...this.#head, ...part };
    this.#parts.changed(this.#head);
  }
}
