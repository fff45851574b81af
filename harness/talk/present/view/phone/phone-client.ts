import mqtt, { type MqttClient } from 'mqtt';
import { GONE, OVER, type PhoneTopics, type Question, type Tally, topicsOf } from '../../room/topics.ts';
import type { State } from './words.ts';

/** Delay before a reconnect, in ms; random, so that not all phones try at once. */
const AGAIN = 3_000;
const SPREAD = 2_000;
/** Seconds. */
const KEEP_ALIVE = 15;

export interface Heard {
  readonly state: (state: State) => void;
  readonly question: (question: Question | null) => void;
  readonly tally: (tally: Tally) => void;
}

/** A phone: an MQTT client of the room's broker, over WebSocket. */
export class PhoneClient {
  readonly own: PhoneTopics;
  readonly #client: MqttClient;
  readonly #heard: Heard;
  #isOver = false;

  constructor(session: string, heard: Heard) {
    const id = randomId();
    const topics = topicsOf(session);
    this.own = topics.phone(id);
    this.#heard = heard;
    const url = new URL('mqtt', location.href);
    url.protocol = 'ws:';
    this.#client = mqtt.connect(url.href, {
      clientId: id,
      protocolVersion: 4,
      clean: true,
      keepalive: KEEP_ALIVE,
      will: { topic: this.own.gone, payload: GONE, qos: 0, retain: false },
      reconnectPeriod: AGAIN + Math.random() * SPREAD,
      resubscribe: false,
      queueQoSZero: false,
      // The other variant starts a worker from a blob, which the page's policy forbids.
      timerVariant: 'native',
    });
    this.#client.on('connect', () => {
      this.#client.subscribe([topics.question, topics.tally, topics.state], { qos: 0 });
      heard.state('connected');
    });
    this.#client.on('message', (topic, payload) => {
      const said = payload.toString();
      if (topic === topics.question) heard.question(JSON.parse(said));
      else if (topic === topics.tally) heard.tally(JSON.parse(said));
      else if (topic === topics.state && said === OVER) this.#end();
    });
    this.#client.on('close', () => {
      this.#askWhy().catch(() => heard.state('lost'));
    });
    // 'close' follows.
    this.#client.on('error', () => {});
  }

  /** Publishes at QoS 0 to a topic of this phone. */
  publish(topic: string, payload: string): void {
    this.#client.publish(topic, payload, { qos: 0 });
  }

  #end(): void {
    this.#isOver = true;
    this.#client.end(true);
    this.#heard.state('over');
  }

  /** Asks by HTTP, because a browser does not tell why a WebSocket was refused. */
  async #askWhy(): Promise<void> {
    if (this.#isOver) return;
    const answer = await fetch('state');
    // Another talk is presented there now.
    if (answer.status === 404) return this.#end();
    const state: unknown = await answer.json();
    if (!this.#client.connected) this.#heard.state(state === 'off' || state === 'full' ? state : 'lost');
  }
}

const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
