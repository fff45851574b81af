import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Longest kept part of a line, and numbers of kept lines at the beginning and at the end. */
const LINE_LENGTH = 1_000;
const FIRST_LINES = 20;
const LAST_LINES = 80;

/** The output of a program on both streams, line by line: its beginning and its end, limited in size. */
export class ProgramOutput {
  readonly #first: string[] = [];
  readonly #last: string[] = [];
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /**
   * Settles when all output was read. That is after the program's end, because its last lines may still be in a pipe, but
   * it does not wait for child processes that keep the pipe open. Never rejects.
   */
  readonly over: Promise<void>;

  constructor(...streams: readonly Readable[]) {
    this.over = Promise.allSettled(streams.map((stream) => finished(stream))).then(() => {});
    for (const stream of streams) this.#read(stream);
  }

  /** The lines that were kept, as they were written: to be made harmless before they are shown. */
  get lines(): readonly string[] {
    return [...this.#first, ...this.#last];
  }

  /** How many lines between the first and the last ones were not kept. */
  get dropped(): number {
    return this.#count - this.#first.length - this.#last.length;
  }

  /** The first line that fits, also one from before. Never settles where there is none: give it a deadline. */
  async line(pattern: RegExp): Promise<string> {
    let found: string | undefined;
    await this.until((lines) => {
      found = lines.find((line) => pattern.test(line));
      return found !== undefined;
    });
    return found ?? '';
  }

  /** When what was said is enough, perhaps at once. Never settles where it never is: give it a deadline. */
  until(isEnough: (lines: readonly string[]) => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (!isEnough(this.lines)) return;
      this.#waiting.delete(look);
      resolve();
    };
    this.#waiting.add(look);
    look();
    return promise;
  }

  #read(stream: Readable): void {
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = `${rest}${chunk}`.split(/\r?\n/);
      rest = (parts.pop() ?? '').slice(0, LINE_LENGTH);
      for (const line of parts) this.#take(line);
      for (const look of this.#waiting) look();
    });
    stream.on('end', () => {
      if (rest !== '') this.#take(rest);
      for (const look of this.#waiting) look();
    });
    stream.on('error', () => {});
  }

  #take(line: string): void {
    this.#count++;
    const kept = line.slice(0, LINE_LENGTH);
    if (this.#first.length < FIRST_LINES) this.#first.push(kept);
    else if (this.#last.push(kept) > LAST_LINES) this.#last.shift();
  }
}
