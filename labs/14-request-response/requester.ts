import type { MqttClient } from 'mqtt';
import type { Post } from './letter.ts';

/** A question that the broker has acknowledged. */
export interface Asked {
  /** Rejects if no answer comes in time. */
  readonly answer: Promise<string>;
}

interface HowLong {
  /** How long the requester waits for the answer, in milliseconds. */
  readonly within?: number;
  /** Seconds until the question expires. */
  readonly expires?: number;
}

/** Asks questions, and finds out which answer belongs to which. */
export class Requester {
  readonly #client: MqttClient;
  readonly #answers: string;
  readonly #post: Post;
  readonly #waiting = new Map<string, (answer: string) => void>();
  #lastId = 0;
  /** Answers that came after the requester had stopped waiting. */
  readonly late: string[] = [];

  /** @param answers the topic to which this client, and no other, has subscribed */
  constructor(client: MqttClient, answers: string, post: Post) {
    this.#client = client;
    this.#answers = answers;
    this.#post = post;
    //#region correlate
    client.on('message', (_topic, payload, packet) => {
      const answer = post.read(payload, packet);
      if (answer === undefined) return;
      const resolve = this.#waiting.get(answer.id ?? '');
      if (resolve === undefined) this.late.push(answer.text);
      else resolve(answer.text);
    });
    //#endregion
  }

  /** Resolves at PUBACK, which is not the answer yet. */
  async ask(questions: string, text: string, { within = 60_000, expires }: HowLong = {}): Promise<Asked> {
    const id = String(++this.#lastId);
    const letter = { text, replyTo: this.#answers, id };
    const answer = this.#answerTo(id, within);
    // The caller gets the rejection when it awaits the answer.
    answer.catch(() => {});
    const { payload, properties } = this.#post.write(letter, expires);
    await this.#client.publishAsync(questions, payload, { qos: 1, ...(properties && { properties }) });
    return { answer };
  }

  #answerTo(id: string, within: number): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#waiting.set(id, resolve);
    //#region deadline
    const deadline = setTimeout(() => reject(new Error(`no answer within ${within} ms`)), within);
    return promise.finally(() => {
      clearTimeout(deadline);
      this.#waiting.delete(id);
    });
    //#endregion
  }
}
