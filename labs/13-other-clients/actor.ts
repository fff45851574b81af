import { CannotRunError } from '../../harness/base/errors.ts';
import { same, type Text } from '../../harness/base/text.ts';
import { printable } from '../../harness/base/visible.ts';
import type { Received } from '../../harness/clients/client-kind.ts';
import type { FoundClients } from '../../harness/clients/find.ts';
import type { Command, RunningProgram } from '../../harness/clients/program.ts';
import type { Lab } from '../../harness/lab/index.ts';

/** A client of this machine. */
export type Client = FoundClients['here'][number];

/** Time for the program's own work: to start, to print a line, to end. In ms. */
const PATIENCE_MS = 20_000;

/** A client's program in this lab, with its own name in the trace. */
export class Actor {
  readonly client: Client;
  readonly #lab: Lab;
  readonly #name: string;
  readonly #command: Command;
  readonly #program: RunningProgram;

  constructor(lab: Lab, client: Client, name: string, command: Command) {
    this.client = client;
    this.#lab = lab;
    this.#name = name;
    this.#command = command;
    this.#program = lab.program(`${client.title} ${client.version}`, command);
  }

  /** Waits until the broker has granted its subscription. */
  async subscribed(): Promise<void> {
    // The time until the program has started is not a silence of the broker.
    const asked = this.#lab.trace.from(this.#name).of('SUBSCRIBE').next({ deadline: PATIENCE_MS });
    await Promise.race([asked, this.#endedEarly()]);
    await this.#lab.trace.to(this.#name).of('SUBACK').next();
  }

  /** Waits until it has ended and everything is acknowledged. */
  async published(): Promise<void> {
    const { code } = await this.#own(this.#program.ended, { en: 'the end of', ja: 'の終了' });
    if (code !== 0) throw await this.#failed(code);
  }

  /** Waits until the broker has sent it this message. */
  async sent(topic: string, payload: string): Promise<void> {
    await this.#lab.trace.to(this.#name).on(topic).carrying(payload).next();
  }

  /** Every message that it printed, once it has printed each that the broker sent. */
  async received(): Promise<Received[]> {
    const sent = this.#lab.trace.to(this.#name).of('PUBLISH');
    const { said, ended } = this.#program;
    const { client } = this;
    const written = said.until((lines) => client.received(lines).length >= sent.count);
    // If it has ended early, its last lines may still have to be read.
    await this.#own(Promise.race([written, ended.then(() => said.over)]), {
      en: 'the messages that came to',
      ja: 'が受け取ったもの',
    });
    return client.received(said.lines);
  }

  #own<T>(promise: Promise<T>, { en, ja }: Text): Promise<T> {
    const { title } = this.client;
    return this.#lab.patience.until(promise, { en: `${en} ${title}`, ja: `${title} ${ja}` }, PATIENCE_MS);
  }

  async #endedEarly(): Promise<never> {
    const { code } = await this.#program.ended;
    throw await this.#failed(code);
  }

  async #failed(code: number): Promise<CannotRunError> {
    const { title } = this.client;
    await this.#own(this.#program.said.over, { en: 'the last words of', ja: 'の最後の出力' });
    const last = printable(this.#program.said.lines.at(-1) ?? '', 120);
    return new CannotRunError(
      'client-failed',
      {
        en: `${title} ended with exit code ${code}: ${last}`,
        ja: `${title} が終了コード ${code} で終わりました: ${last}`,
      },
      same([this.#command.file, ...this.#command.args].join(' ')),
    );
  }
}
