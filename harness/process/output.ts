import type { Readable } from 'node:stream';
import { printable } from '../base/visible.ts';

/** How many lines are kept: enough to see why a broker did not start. */
const kept = 50;

/** A line about an error. */
const trouble =
  /error|fail|denied|invalid|unknown|in use|not found|no such|cannot|can't|unable|critical|fatal/i;

/** What a broker writes, line by line: the last lines, and a way to wait for one. */
export class Output {
  readonly #lines: string[] = [];
  readonly #waiting = new Set<(line: string) => void>();

  constructor(...streams: readonly Readable[]) {
    for (const stream of streams) this.#read(stream);
  }

  #read(stream: Readable): void {
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = `${rest}${chunk}`.split(/\r?\n/);
      rest = (parts.pop() ?? '').slice(0, 10_000);
      for (const line of parts) this.#take(line);
    });
    stream.on('end', () => this.#take(rest));
    stream.on('error', () => {});
  }

  #take(line: string): void {
    if (line.trim() === '') return;
    this.#lines.push(line);
    if (this.#lines.length > kept) this.#lines.shift();
    for (const see of this.#waiting) see(line);
  }

  /** The first matching line, also an earlier one. @throws the signal's reason */
  line(pattern: RegExp, signal: AbortSignal): Promise<RegExpExecArray> {
    return this.#await(pattern, signal, this.#lines);
  }

  /** The first matching line from now on. @throws the signal's reason */
  nextLine(pattern: RegExp, signal: AbortSignal): Promise<RegExpExecArray> {
    return this.#await(pattern, signal, []);
  }

  #await(pattern: RegExp, signal: AbortSignal, before: readonly string[]): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const see = (line: string) => {
        const match = pattern.exec(line);
        if (match === null) return;
        this.#waiting.delete(see);
        signal.removeEventListener('abort', giveUp);
        resolve(match);
      };
      const giveUp = () => {
        this.#waiting.delete(see);
        reject(signal.reason);
      };
      this.#waiting.add(see);
      for (const line of before) see(line);
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** The likely reason for the end: the last line about an error, or else the last line. `Terminated` comes from the lifeline's shell. */
  get complaint(): string {
    const said = this.#lines.filter((text) => !/^Terminated$/.test(text.trim()));
    const line = said.findLast((text) => trouble.test(text));
    return printable((line ?? said.at(-1) ?? '').trim(), 160);
  }

  /** The last matching line of those kept. */
  find(pattern: RegExp): RegExpExecArray | undefined {
    const line = this.#lines.findLast((text) => pattern.test(text));
    return line === undefined ? undefined : (pattern.exec(line) ?? undefined);
  }
}
