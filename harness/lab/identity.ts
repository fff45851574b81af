import { randomInt } from 'node:crypto';
import { type ClientIds, clientIdBy, isOneClient } from '../brokers/access/client-ids.ts';
import { UnsupportedError } from './set-up/unsupported.ts';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const randomWord = (length: number) =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** The most characters of a client id that every server must accept [MQTT-3.1.3-5]. */
const CLIENT_ID_LENGTH = 23;

/**
 * The topics and client ids of one run, so that it never meets other runs or other people's clients on the same broker.
 */
export class Identity {
  readonly #run = randomWord(6);
  readonly #topicPrefix: string;
  readonly #stranger: string | undefined;
  readonly #clientIds: ClientIds | undefined;
  readonly #names = new Map<string, string>();

  /**
   * @param prefix the first level(s) of every topic of this project on the broker
   * @param stranger the name for display of clients with another id; default: their id
   * @param clientIds how client ids must look on the broker
   */
  constructor(prefix = 'mqtt-hands-on', stranger?: string, clientIds?: ClientIds) {
    this.#stranger = stranger;
    this.#clientIds = clientIds;
    this.#topicPrefix = `${prefix}/${this.#run}/`;
  }

  /** The topic or filter with the prefix of the run: `office/+` becomes `mqtt-hands-on/x7f3a2/office/+`. */
  topic(name: string): string {
    return `${this.#topicPrefix}${name}`;
  }

  /** A topic as the lab wrote it. */
  shortTopic(topic: string): string {
    return topic.startsWith(this.#topicPrefix) ? topic.slice(this.#topicPrefix.length) : topic;
  }

  /**
   * Client id for a client of this run: letters and digits, at most 23, but for what the broker prescribes. The same name gives
   * the same id.
   * @throws RangeError when two names would share an id; UnsupportedError if the broker lets this project use only one
   */
  clientId(name: string): string {
    const own = `mho${this.#run}${name.replaceAll(/[^0-9a-zA-Z]/g, '')}`.slice(0, CLIENT_ID_LENGTH);
    const id = clientIdBy(this.#clientIds, own);
    const owner = this.#names.get(id) ?? name;
    if (owner !== name && isOneClient(this.#clientIds)) throw new UnsupportedError(oneClientOnly);
    if (owner !== name)
      throw new RangeError(`clients "${owner}" and "${name}" would share the client id ${id}`);
    this.#names.set(id, name);
    return id;
  }

  /** The clients of the run have ended: their ids are free for the client that cleans up after them. */
  free(): void {
    this.#names.clear();
  }

  /**
   * The lab's name for a client of this run, for display; also in an id that contains its own, such as `$` before it. Other clients
   * have the name for strangers, or their id.
   */
  clientName(clientId: string): string {
    const own = this.#names.get(clientId) ?? this.#stranger;
    if (own !== undefined) return own;
    const inside = [...this.#names].find(([id]) => clientId.includes(id));
    return inside === undefined ? clientId : clientId.replace(...inside);
  }
}

const oneClientOnly = {
  en: 'this needs more than one client, and the broker is reached as one device, with one client id',
  ja: '複数のクライアントが必要ですが、このブローカーには 1 つのデバイス、1 つのクライアント ID でつないでいます',
};
