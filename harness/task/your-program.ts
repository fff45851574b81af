import { CannotRunError } from '../base/errors.ts';
import type { Text } from '../base/text.ts';
import type { Exit, RunningProgram } from '../clients/program.ts';
import { tappedForPrograms } from '../lab/for-programs.ts';
import type { Lab } from '../lab/lab.ts';
import type { PacketEntry, TraceEntry } from '../protocol/packet.ts';
import type { Program, You, YourPage } from './task.ts';
import { YourPages } from './your-pages.ts';

/** How long Node may take to start on a busy machine, and a program to end by itself, in ms. */
const PATIENCE_MS = 20_000;
/** How long a program may take to write about a message that it received, in ms. */
const WRITES_WITHIN_MS = 3_000;
/** Much more than any task needs. */
const MOST_PACKETS = 2_000;
const MOST_LINES = 20_000;

/** A learner's program, which may be started several times in one attempt. */
export class YourProgram implements You {
  readonly #lab: Lab;
  readonly #file: string;
  readonly #pages: YourPages;
  readonly #started: RunningProgram[] = [];
  readonly #stopped = new Set<RunningProgram>();
  readonly #names = new Set<string>();
  readonly #clientIds = new Set<string>();
  #connecting = 0;
  readonly #onName: (name: string) => void;
  readonly #exits: (Exit | undefined)[] = [];
  readonly #tooMuch = Promise.withResolvers<never>();

  /**
   * @param file what is run: TypeScript or JavaScript; or opened: HTML
   * @param onName is told each name of the program before its packets come
   */
  constructor(lab: Lab, file: string, onName: (name: string) => void = () => {}) {
    this.#lab = lab;
    this.#file = file;
    this.#pages = new YourPages(lab, file);
    this.#onName = onName;
    this.#isCalled('you');
    this.#tooMuch.promise.catch(() => {});
  }

  /** Rejects if it sends or writes much more than any task needs. Never settles otherwise. */
  get tooMuch(): Promise<never> {
    return this.#tooMuch.promise;
  }

  /** The output of all starts, in this order. */
  get lines(): string[] {
    return [...this.#started.flatMap(linesOf), ...this.#pages.lines];
  }

  /** The names that it was started under, and `you`. */
  get names(): string[] {
    return [...this.#names];
  }

  /** The client ids that it was given. */
  get clientIds(): string[] {
    return [...this.#clientIds];
  }

  /** The judge waited for a connection of a start that has not connected. */
  get lacksConnection(): boolean {
    return this.#connecting > 0;
  }

  /** The exit code of each start; undefined if it did not end by itself. */
  get exitCodes(): (number | undefined)[] {
    return this.#exits.map((exit) => exit?.code);
  }

  /** From now on, what ends it is the end of the attempt. */
  conclude(): void {
    for (const program of this.#started) this.#stopped.add(program);
  }

  async starts(name = 'you', more: Readonly<Record<string, string>> = {}): Promise<Program> {
    const { trace } = this.#lab;
    const last = [...trace].at(-1);
    const program = await this.runs(name, more);
    this.#connecting++;
    const connected = (entry: TraceEntry): entry is PacketEntry =>
      entry.kind === 'packet' && entry.type === 'CONNACK' && isOf(entry, name);
    await program.until(trace.next(connected, { awaiting: connecting, deadline: PATIENCE_MS, after: last }));
    this.#connecting--;
    return program;
  }

  async runs(name = 'you', more: Readonly<Record<string, string>> = {}): Promise<Program> {
    const lab = this.#lab;
    this.#isCalled(name);
    const clientId = lab.clientId(name);
    this.#clientIds.add(clientId);
    const { hostname, port } = new URL(await tappedForPrograms(lab));
    const env = {
      MQTT_URL: `mqtt://${hostname}:${port}`,
      PREFIX: lab.topic(''),
      CLIENT_ID: clientId,
      ...more,
    };
    return this.#watched(lab.program(name, { file: process.execPath, args: [this.#file], env }));
  }

  async opens(name = 'you'): Promise<YourPage> {
    this.#isCalled(name);
    return this.#pages.opens(name);
  }

  #isCalled(name: string): void {
    this.#names.add(name);
    this.#onName(name);
  }

  #watched(running: RunningProgram): Program {
    const { said, ended } = running;
    const at = this.#started.push(running) - 1;
    this.#exits.push(undefined);
    const over = ended.then((exit) => {
      if (!this.#stopped.has(running)) this.#exits[at] = exit;
      return exit;
    });
    said
      .until(() => said.dropped > MOST_LINES)
      .then(
        () => this.#stopAll('lines'),
        () => {},
      );
    const { patience } = this.#lab;
    const waits = async <T>(awaited: Promise<T>): Promise<T> => {
      const exit = await Promise.race([over, settled(awaited), this.tooMuch]);
      if (exit === undefined) return awaited;
      // What the program caused before its end may still be on its way.
      return patience.until(awaited, beforeItsEnd(exit));
    };
    return {
      until: waits,
      ends: async (deadline = PATIENCE_MS) => {
        const ending = patience.until(over, comingToItsEnd, deadline);
        const exit = await Promise.race([ending, this.tooMuch]);
        // Its last lines may still be on their way.
        await running.stop();
        return exit;
      },
      stop: async () => {
        this.#stopped.add(running);
        await running.stop();
      },
      writes: async (isEnough, what) => {
        await waits(patience.until(said.until(isEnough), what, WRITES_WITHIN_MS));
        return linesOf(running);
      },
      get lines() {
        return linesOf(running);
      },
    };
  }

  /** Ends the attempt if there are more packets than any task needs. */
  bounded(newest: TraceEntry, count: number): void {
    if (newest.kind === 'dropped' || count > MOST_PACKETS) this.#stopAll('packets');
  }

  #stopAll(what: keyof typeof floods): void {
    this.#tooMuch.reject(new CannotRunError('task-floods', floods[what], bounded));
    for (const program of this.#started) {
      this.#stopped.add(program);
      // The end of the run stops every program again, and a stop that fails is reported there.
      program.stop().catch(() => {});
    }
  }
}

/** The shell of the lifeline writes `Terminated` about a program that was stopped. */
const linesOf = ({ said }: RunningProgram): string[] => said.lines.filter((line) => line !== 'Terminated');

/** A client id that the program chose itself is shown as `you`. */
const isOf = ({ client }: PacketEntry, name: string): boolean => client === name || client === 'you';

const connecting: Text = { en: 'your program to connect', ja: 'あなたのプログラムの接続' };
const comingToItsEnd: Text = {
  en: 'your program to end by itself',
  ja: 'あなたのプログラムが自分で終わること',
};

const beforeItsEnd = ({ code }: Exit): Text => ({
  en: `your program ended first (exit code ${code})`,
  ja: `あなたのプログラムが先に終わりました(終了コード ${code})`,
});

/** Fulfilled with nothing when the promise settles, either way. */
const settled = (promise: Promise<unknown>): Promise<undefined> =>
  promise.then(
    () => undefined,
    () => undefined,
  );

const floods = {
  packets: {
    en: `your program has caused more than ${MOST_PACKETS} packets, and was stopped`,
    ja: `あなたのプログラムによるパケットが ${MOST_PACKETS} 個を超えたので、止めました`,
  },
  lines: {
    en: `your program has written more than ${MOST_LINES} lines, and was stopped`,
    ja: `あなたのプログラムが ${MOST_LINES} 行を超える出力をしたので、止めました`,
  },
} as const satisfies Readonly<Record<string, Text>>;

const bounded: Text = {
  en: 'is there a loop that never ends, or does your program answer its own messages?',
  ja: '終わらないループや、自分に返事を送るメッセージはありませんか',
};
