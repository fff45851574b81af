import type { Text } from '../../../base/text.ts';
import type { RecordedRun, RunHead, Source } from '../state.ts';
import { closed, cursorAfter, opened } from './cursor.ts';
import type { Live, LiveRun } from './live.ts';
import { heldAt, Playback } from './playback.ts';
import type { RunEvent } from './run-event.ts';
import { brokenOff, lost, sourceFrom, stepIn, takeOver } from './take-over.ts';

export interface OnStageParts {
  recording(lab: string): Promise<RecordedRun | undefined>;
  /** Whether runs of this lab end on figures. */
  hasScore(lab: string): boolean;
  /** A run begins. */
  begun(run: RunHead): void;
  changed(run: RunHead): void;
  /** Events came after the first `from` of this run. */
  told(run: number, from: number, events: readonly RunEvent[]): void;
}

/** How a run is played. */
export type How = Pick<RunHead, 'lab' | 'holds' | 'point'>;

/** No step is so long. */
const MOST_PAGES = 50;

/** The run on the stage: live, recorded, or first the one and then the other. */
export class RunOnStage {
  readonly #parts: OnStageParts;
  #head: RunHead | undefined;
  #events: RunEvent[];
  /** What the lab has told; the room has seen the beginning of it. */
  #received: readonly RunEvent[];
  /** While it plays. */
  #playback: Playback | undefined;
  /** Until its process is gone. */
  #live: LiveRun | undefined;
  /** Whether the recording takes over, once the run has broken off. */
  #takingOver: Promise<boolean> | undefined;

  /** @param run what another stage has shown, and this one goes on with */
  constructor(parts: OnStageParts, run: RunHead | undefined, events: readonly RunEvent[]) {
    this.#parts = parts;
    this.#head = run;
    this.#events = [...events];
    this.#received = this.#events;
  }

  /** Told so far. */
  get events(): readonly RunEvent[] {
    return this.#events;
  }

  get isPlaying(): boolean {
    return this.#playback !== undefined;
  }

  /** Whether a lab runs, or cleans up. */
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
        // Its last event comes all the same.
        this.#takingOver.catch(() => {});
      },
    );
  }

  /** @param why it is not live, where that was asked for */
  beginRecorded({ events, broker, recordedAt }: RecordedRun, how: How, why?: Text): void {
    const kept = { kind: 'recording', broker, recordedAt } as const;
    this.#playback = this.#begin(why === undefined ? kept : { ...kept, why }, how, 'playing');
    for (const event of events) this.#playback?.push(event);
  }

  /** Goes on with a run that another stage has told in part. What was live is recorded from here on. */
  async goOn(): Promise<void> {
    const run = this.#head;
    if (run === undefined || run.state === 'ended') return;
    const playback = this.#newPlayback(run);
    this.#playback = playback;
    const recording = await this.#parts.recording(run.lab);
    // Meanwhile it may have been stopped.
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

  /** Shows no more. */
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

  /** @param step 0: what the run has come to */
  look(step: number): void {
    this.#change({ step: step === 0 ? undefined : step, pages: 0 });
  }

  scroll(by: number): void {
    if (this.#head === undefined) return;
    const { pages, step } = this.#head;
    const wanted = pages + (step === undefined ? -by : by);
    this.#change({ pages: Math.max(0, Math.min(MOST_PAGES, wanted)) });
  }

  /** Opens a packet, by the number of its event. */
  open = (packet: number): void => this.#change(opened(this.#events, packet));

  /** Closes the packet that is open. @returns whether one was */
  close(): boolean {
    if (this.#head?.packet === undefined) return false;
    this.#change(closed);
    return true;
  }

  /** Goes on to another packet of a run that is over. @returns whether it did */
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

  /** Whether a run that has come to its end shows something other than its last step. */
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
    // Not an accident, but what the run has found out.
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
