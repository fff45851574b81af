import { ownTimeSignal } from '../base/own-time.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { type Answer, askConnect } from '../brokers/probe/ask-connect.ts';
import { endpointOf, mainScheme } from '../lab/network.ts';
import { parseEndpoint } from '../protocol/endpoint.ts';

/** How long a broker may take to answer CONNECT on a new connection, in ms. */
const PATIENCE_MS = 5_000;

/** Checks that a broker still answers, by CONNECT on a new connection without a tap. */
export class Liveness {
  readonly #broker: Broker;
  #running: Promise<Text | undefined> = Promise.resolve(undefined);
  #next: Promise<Text | undefined> | undefined;

  constructor(broker: Broker) {
    this.#broker = broker;
  }

  /**
   * Why the broker no longer answers; undefined if it answers. A call during another check shares the next check, because the current
   * one was sent before the call.
   */
  check(): Promise<Text | undefined> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      this.#running = this.#ask();
      return this.#running;
    });
    return this.#next;
  }

  async #ask(): Promise<Text | undefined> {
    const { capabilities } = this.#broker;
    const endpoint = parseEndpoint(endpointOf(this.#broker, mainScheme(this.#broker)));
    const version = capabilities.protocolVersions.includes(4) ? 4 : 5;
    const limits = { patience: PATIENCE_MS, signal: ownTimeSignal(2 * PATIENCE_MS) };
    return silence(await askConnect(endpoint, version, this.#broker, limits));
  }
}

/** Any CONNACK shows that the broker answers, also one that refuses. */
function silence(answer: Answer): Text | undefined {
  switch (answer.kind) {
    case 'connack':
      return undefined;
    case 'not-opened':
      return {
        en: 'the broker no longer answers: no connection can be opened',
        ja: 'ブローカーが応答しなくなりました: 接続を開けません',
      };
    case 'silent':
      return {
        en: `the broker no longer answers: no CONNACK within ${PATIENCE_MS / 1_000} s`,
        ja: `ブローカーが応答しなくなりました: ${PATIENCE_MS / 1_000} 秒待っても CONNACK が来ません`,
      };
    case 'closed':
    case 'foreign':
      return {
        en: 'the broker no longer answers a CONNECT with CONNACK',
        ja: 'ブローカーが CONNECT に CONNACK を返さなくなりました',
      };
  }
}
