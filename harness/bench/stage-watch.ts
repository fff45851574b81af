import type { Command, Deck, StageState } from '../talk/present/state.ts';

/** A presenter's view without a browser: it follows the stage and sends commands. */
export class StageWatch implements AsyncDisposable {
  readonly #origin: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #ended = new AbortController();
  #slide = -1;
  #waiting: { readonly slide: number; readonly heard: () => void } | undefined;

  /** @param url the address that the terminal prints, with the token */
  static async open(url: string): Promise<StageWatch> {
    const { headers } = await fetch(url, { redirect: 'manual' });
    const watch = new StageWatch(new URL(url).origin, headers.getSetCookie()[0]?.split(';')[0] ?? '');
    await watch.#listen();
    return watch;
  }

  private constructor(origin: string, cookie: string) {
    this.#origin = origin;
    this.#headers = { cookie, origin, 'Content-Type': 'application/json' };
  }

  /** Settles when the stage shows this slide, from 0. */
  until(slide: number): Promise<void> {
    if (this.#slide === slide) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting = { slide, heard: resolve };
    return promise;
  }

  async perform(command: Command): Promise<void> {
    const body = JSON.stringify(command);
    const { status } = await fetch(`${this.#origin}/do`, { method: 'POST', headers: this.#headers, body });
    if (status !== 204) throw new Error(`the command was answered with ${status}`);
  }

  /** The first slide that lets the room vote, from 0. */
  async askingSlide(): Promise<number> {
    const answer = await fetch(`${this.#origin}/deck.json`, { headers: this.#headers });
    const deck: Deck = await answer.json();
    return deck.slides.findIndex(({ vote }) => vote !== undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended.abort();
  }

  async #listen(): Promise<void> {
    const { signal } = this.#ended;
    const { body } = await fetch(`${this.#origin}/events`, { headers: this.#headers, signal });
    if (body === null) throw new Error('events have no end, and a beginning');
    // Reading ends when it is aborted or the server ends.
    this.#read(body.pipeThrough(new TextDecoderStream())).catch(() => {});
  }

  async #read(stream: AsyncIterable<string>): Promise<void> {
    let text = '';
    for await (const chunk of stream) {
      const messages = (text + chunk).split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) this.#hear(message);
    }
  }

  #hear(message: string): void {
    const [, json] = /^event: stage\ndata: (.*)$/m.exec(message) ?? [];
    if (json === undefined) return;
    const stage: StageState = JSON.parse(json);
    this.#slide = stage.slide;
    if (this.#waiting?.slide === stage.slide) this.#waiting.heard();
  }
}
