import { createInterface, type Interface } from 'node:readline';
import { Queue } from '../../../base/queue.ts';

/** What a person types, line by line. */
export interface Answers {
  /** Whether the screen shows what is typed by itself, as a terminal does. */
  readonly isEchoed: boolean;
  /** The next line; undefined if no more lines come. */
  next(): Promise<string | undefined>;
  /** From now on, no more lines come. */
  end(): void;
}

type Taken = { readonly line: string } | 'end';

/**
 * The lines of the standard input. A terminal stays in its line mode: it edits the line and turns Ctrl-C into a signal, so there is
 * nothing to restore. After Ctrl-D, or at the end of a pipe, no more lines come.
 */
export class TypedAnswers implements Answers, Disposable {
  readonly isEchoed = process.stdin.isTTY;
  readonly #taken = new Queue<Taken>();
  readonly #reader: Interface;
  #isOver = false;

  constructor() {
    // With `terminal: true`, readline would use raw mode, in which Ctrl-C is an ordinary key.
    this.#reader = createInterface({ input: process.stdin, terminal: false });
    this.#reader.on('line', (line) => this.#taken.add({ line }));
    this.#reader.on('close', () => this.#taken.add('end'));
  }

  async next(): Promise<string | undefined> {
    if (this.#isOver) return undefined;
    // Enter that was pressed before the question is not an answer to it. A pipe gives all its lines at once.
    if (this.isEchoed) this.#forgetLines();
    const taken = await this.#taken.next();
    if (taken !== 'end') return taken.line;
    this.#isOver = true;
    return undefined;
  }

  end(): void {
    this.#reader.close();
  }

  [Symbol.dispose](): void {
    this.end();
  }

  #forgetLines(): void {
    const early = this.#taken.takeAll();
    if (early.includes('end')) this.#taken.add('end');
  }
}
