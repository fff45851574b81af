import type { Text } from '../../../base/text.ts';
import { nameAndVersion } from '../../../brokers/identity/name-and-version.ts';
import { Refusal } from '../refusal.ts';
import type { BrokerState, Command, PairHead, PairSide, RecordedRun } from '../state.ts';
import type { Live, LiveRun } from './live.ts';
import { Playback } from './playback.ts';
import type { RunEvent } from './run-event.ts';

export interface PairParts {
  readonly live: Live | undefined;
  recording(lab: string): Promise<RecordedRun | undefined>;
  changed(pair: PairHead): void;
  /** Events of one side follow its first `from` events. */
  told(pair: number, side: Side, from: number, events: readonly RunEvent[]): void;
}

export type Side = 0 | 1;
type Both<T> = [T, T];

/** More pages than any step has. */
const MOST_PAGES = 50;

/**
 * One lab on two brokers at the same time: on the chosen one, and on another one that is ready. If no other is ready, the
 * recorded run is shown beside the live one.
 */
export class PairOnStage {
  readonly #parts: PairParts;
  #head: PairHead | undefined;
  #events: Both<RunEvent[]> = [[], []];
  readonly #playbacks = new Set<Playback>();
  readonly #live = new Set<LiveRun>();
  #count = 0;

  constructor(parts: PairParts) {
    this.#parts = parts;
  }

  /** Events of each side that were shown. */
  get events(): readonly [readonly RunEvent[], readonly RunEvent[]] {
    return this.#events;
  }

  /** Whether a lab runs or cleans up. */
  get isBusy(): boolean {
    return this.#live.size > 0;
  }

  /** @throws Refusal if there is no second run */
  async begin(lab: string, chosen: string, brokers: readonly BrokerState[]): Promise<void> {
    const { live } = this.#parts;
    const first = brokers.find(({ name, state }) => name === chosen && state === 'ready');
    if (live === undefined || first === undefined) throw new Refusal(409, live?.trouble ?? needsServer);
    const other = brokers.find(({ name, state }) => name !== chosen && state === 'ready');
    const recorded = other === undefined ? await this.#parts.recording(lab) : undefined;
    if (other === undefined && (recorded === undefined || recorded.broker === nameAndVersion(first)))
      throw new Refusal(409, needsTwo);
    const { events = [], ...about } = recorded ?? {};
    this.#start(lab, [
      { source: { kind: 'live', broker: first.name }, state: 'running' },
      other === undefined
        ? { source: { kind: 'recording', ...(about as Omit<RecordedRun, 'events'>) }, state: 'playing' }
        : { source: { kind: 'live', broker: other.name }, state: 'running' },
    ]);
    this.#run(0, live, first.name);
    if (other !== undefined) this.#run(1, live, other.name);
    const playback = this.#playback(1);
    for (const event of events) playback.push(event);
  }

  /** Performs a command on the pair; `undefined` if the command means nothing special for it. */
  perform(command: Command): true | undefined {
    if (command.do === 'look')
      this.#change({ step: command.step === 0 ? undefined : command.step, pages: 0 });
    else if (command.do === 'scroll') this.#scroll(command.by);
    else if (command.do === 'hurry') this.#hurry();
    else if (command.do === 'cancel') this.#cancel();
    else return undefined;
    return true;
  }

  /** Stops showing the pair. */
  stop(): void {
    for (const playback of this.#playbacks) playback.stop();
    this.#playbacks.clear();
  }

  #start(lab: string, sides: readonly [PairSide, PairSide]): void {
    this.stop();
    this.#events = [[], []];
    this.#head = { number: ++this.#count, lab, sides, pages: 0 };
    this.#parts.changed(this.#head);
  }

  #run(side: Side, live: Live, broker: string): void {
    const playback = this.#playback(side);
    const run = live.startOn(broker, this.#head?.lab ?? '', (event) => {
      if (event.type === 'done') {
        this.#live.delete(run);
        this.#changeSide(side, 'playing');
      }
      playback.push(event);
    });
    this.#live.add(run);
  }

  #playback(side: Side): Playback {
    const number = this.#count;
    const playback = new Playback((event) => {
      const events = this.#events[side];
      events.push(event);
      this.#parts.told(number, side, events.length - 1, [event]);
      if (event.type !== 'done') return;
      this.#playbacks.delete(playback);
      this.#changeSide(side, 'ended');
    });
    this.#playbacks.add(playback);
    return playback;
  }

  #hurry(): void {
    for (const playback of this.#playbacks) playback.hurry();
  }

  #cancel(): void {
    for (const run of this.#live) run.cancel();
    this.#hurry();
  }

  #scroll(by: number): void {
    const { step, pages = 0 } = this.#head ?? {};
    const wanted = pages + (step === undefined && this.#playbacks.size > 0 ? -by : by);
    this.#change({ pages: Math.max(0, Math.min(MOST_PAGES, wanted)) });
  }

  #changeSide(changed: Side, state: PairSide['state']): void {
    const [one, other] = this.#head?.sides ?? [];
    if (one === undefined || other === undefined) return;
    this.#change({ sides: changed === 0 ? [{ ...one, state }, other] : [one, { ...other, state }] });
  }

  #change(part: Partial<PairHead>): void {
    if (this.#head === undefined) return;
    this.#head = { ...this.#head, ...part };
    this.#parts.changed(this.#head);
  }
}

const needsServer: Text = { en: 'there is no server to run it', ja: '動かすサーバーがありません' };
const needsTwo: Text = {
  en: 'two brokers that are ready are needed: start with --broker mosquitto,embedded, or choose another one first',
  ja: '準備のできたブローカーが 2 つ必要です。--broker mosquitto,embedded で起動するか、先にもう 1 つを選んでください',
};
