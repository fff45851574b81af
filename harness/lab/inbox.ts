import type { MqttClient } from 'mqtt';
import type { Patience } from '../base/patience.ts';
import { isFence } from './fences/fence.ts';

/** An application message as the client library handed it over. */
export interface Message {
  readonly topic: string;
  /** UTF-8 text of the payload. */
  readonly payload: string;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
  readonly dup: boolean;
}

/**
 * All messages that one client received, in order. A lab awaits a message with a deadline, and proves by a fence that none
 * came (see `Lab.fence`), never by waiting a while.
 */
export class Inbox {
  readonly #name: string;
  readonly #shortTopic: (topic: string) => string;
  readonly #patience: Patience;
  readonly #messages: Message[] = [];
  readonly #fences = new Set<string>();
  #wake = Promise.withResolvers<void>();

  constructor(name: string, client: MqttClient, patience: Patience, shortTopic: (topic: string) => string) {
    this.#name = name;
    this.#patience = patience;
    this.#shortTopic = shortTopic;
    client.on('message', (topic, payload, { qos, retain, dup }) => {
      const text = payload.toString();
      if (isFence(text)) this.#fences.add(text);
      else this.#messages.push({ topic: this.#shortTopic(topic), payload: text, qos, retain, dup });
      this.#wake.resolve();
      this.#wake = Promise.withResolvers();
    });
  }

  /**
   * The next message that was not taken yet.
   * @param deadline in milliseconds; default: the patience of the lab
   * @throws DeadlineError when none comes in time
   */
  async next(deadline?: number): Promise<Message> {
    const [message] = await this.take(1, deadline);
    if (message === undefined) throw new Error('take(1) returned no message');
    return message;
  }

  /**
   * The next `count` messages, in the order they came.
   * @param deadline in milliseconds, for all of them together
   * @throws DeadlineError when fewer come in time; it tells how many did
   */
  async take(count: number, deadline?: number): Promise<Message[]> {
    await this.#until(
      () => this.#messages.length >= count,
      () =>
        `${count === 1 ? 'a message' : `${count} messages`} for ${this.#name} (${this.#messages.length} came)`,
      () => `${this.#name} へのメッセージ ${count} 件 (届いたのは ${this.#messages.length} 件)`,
      deadline,
    );
    return this.#messages.splice(0, count);
  }

  /**
   * All messages before the fence that were not taken yet. An empty list proves that none came.
   * @throws DeadlineError when the fence itself does not come
   */
  async untilFence(fence: string, deadline?: number): Promise<Message[]> {
    await this.#until(
      () => this.#fences.has(fence),
      () => `the fence at ${this.#name}`,
      () => `${this.#name} へのフェンス`,
      deadline,
    );
    return this.#messages.splice(0);
  }

  async #until(come: () => boolean, en: () => string, ja: () => string, deadline?: number): Promise<void> {
    const waiting = async () => {
      while (!come()) await this.#wake.promise;
    };
    const awaited = {
      get en() {
        return en();
      },
      get ja() {
        return ja();
      },
    };
    await this.#patience.until(waiting(), awaited, deadline);
  }
}
