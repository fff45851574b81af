import mqtt, { type MqttClient } from 'mqtt';
import { settlesWithin } from '../../base/deadline.ts';
import { fixedPatience } from '../../base/patience.ts';
import { type Command, type RunningProgram, startProgram } from '../../clients/program.ts';
import { connectionEnds, type PacketEntry } from '../../protocol/packet.ts';
import { openTap, type Tap } from '../../wire/tap/tap.ts';
import type { Packets } from '../../wire/trace/packets.ts';
import { Trace } from '../../wire/trace/trace.ts';
import { Gate } from './gate.ts';

/** How long a program may take to start or to reconnect, in ms. */
const PATIENCE_MS = 40_000;
let stages = 0;

/** One client's program and a broker, with a tap and a gate between them. */
export class Stage implements AsyncDisposable {
  readonly clientId: string;
  readonly topic: string;
  readonly trace: Trace;
  readonly tap: Tap;
  readonly gate: Gate;
  readonly #broker: string;
  readonly #closing = new AsyncDisposableStack();

  private constructor(parts: Pick<Stage, 'trace' | 'tap' | 'gate'>, broker: string, number: number) {
    this.trace = parts.trace;
    this.tap = parts.tap;
    this.gate = parts.gate;
    this.#broker = broker;
    this.clientId = `looked-at-${number}`;
    this.topic = `clients/${number}`;
  }

  /** @param broker address of the broker, `mqtt://…` */
  static async open(broker: string): Promise<Stage> {
    const patience = fixedPatience(PATIENCE_MS);
    const trace = new Trace([], patience);
    const tap = await openTap(broker, { patience, onEntry: (entry) => trace.add(entry) });
    const gate = await Gate.before(tap.url);
    const stage = new Stage({ trace, tap, gate }, broker, ++stages);
    stage.#closing.use(tap);
    stage.#closing.use(gate);
    return stage;
  }

  get url(): string {
    return this.gate.url;
  }

  /** Starts the client's program. It is stopped together with this stage. */
  run(command: Command): RunningProgram {
    return this.#closing.use(startProgram(command));
  }

  /** A client of this project, connected to the broker without tap and gate. */
  async helper(): Promise<MqttClient> {
    const client = await mqtt.connectAsync(this.#broker, { protocolVersion: 5 });
    this.#closing.defer(() => client.endAsync(true));
    return client;
  }

  /** The first of these packets; undefined if the program ends without one. */
  async first(packets: Packets, { ended }: RunningProgram): Promise<PacketEntry | undefined> {
    return Promise.race([packets.next(), ended.then(() => packets.first())]);
  }

  /** Whether the program has ended by itself. */
  isOver({ ended }: RunningProgram): Promise<boolean> {
    return settlesWithin(ended, 1);
  }

  /** Waits until the tap has read what a program sent that has ended: its connection closes after that. */
  async readToEnd(program: RunningProgram): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _watch = this.trace.watch(() => {
      if (this.#isClosed) resolve();
    });
    if (this.#isClosed || !(await this.isOver(program))) return;
    await settlesWithin(promise, PATIENCE_MS);
  }

  /** Whether every connection of the client has come to its end. */
  get #isClosed(): boolean {
    const events = [...this.trace].filter((entry) => entry.kind === 'connection');
    const ended = new Set(events.filter(({ what }) => connectionEnds.has(what)).map((one) => one.connection));
    return events.every(({ connection }) => ended.has(connection));
  }

  /** Waits for what a client does by its own clock. */
  async window(milliseconds: number, { ended }: RunningProgram): Promise<void> {
    await settlesWithin(ended, milliseconds);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing.disposeAsync();
  }
}
