import { CannotRunError } from '../base/errors.ts';
import type { Language, Text } from '../base/text.ts';
import type { Wanted } from '../brokers/access/read.ts';
import type { Broker } from '../brokers/broker.ts';
import { openBroker, parseBroker, testedBrokers } from '../brokers/index.ts';
import { toStderr } from '../process/on-screen.ts';
import { errorLine } from '../process/program.ts';

/** A broker that keeps running between runs. It can be replaced by the next of the tested brokers. */
export class WarmBroker implements AsyncDisposable {
  readonly #language: Language;
  readonly #wanted: Wanted | undefined;
  #name: string;
  #broker: Promise<Broker> | undefined;

  /**
   * @param name a broker's name, or its URL
   * @param wanted what the options about a running broker say
   */
  constructor(name: string, language: Language, wanted?: Wanted) {
    this.#name = name;
    this.#wanted = wanted;
    this.#language = language;
  }

  /** The broker; it is opened the first time. @throws CannotRunError */
  get(): Promise<Broker> {
    this.#broker ??= openBroker(parseBroker(this.#name, process.env, this.#wanted), {
      report: (text) => this.#tell(text),
    });
    return this.#broker;
  }

  /** Opens the next broker that can be started here. @returns why the others could not */
  async change(): Promise<string> {
    const others: string[] = [...testedBrokers, ...testedBrokers];
    const at = others.indexOf(this.#name);
    const reasons: string[] = [];
    for (const name of others.slice(at + 1, at + testedBrokers.length + (at < 0 ? 1 : 0))) {
      try {
        const opened = await openBroker(parseBroker(name), { report: (text) => this.#tell(text) });
        const before = this.#broker;
        this.#broker = Promise.resolve(opened);
        this.#name = name;
        await (await before)?.stop();
        return reasons.join('\n');
      } catch (error) {
        if (!(error instanceof CannotRunError)) throw error;
        reasons.push(`${name}: ${errorLine(error, this.#language)}`);
      }
    }
    return reasons.join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#broker)?.stop();
  }

  #tell(text: Text): void {
    toStderr(text[this.#language]);
  }
}
