import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const randomWord = (length: number) =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** Client ids every server must accept have at most this many characters [MQTT-3.1.3-5]. */
const CLIENT_ID_LENGTH = 23;

/**
 * Names of one run, so that runs side by side, and other people on the same broker, never meet.
 */
export class Identity {
  readonly #run = randomWord(6);
  readonly #topicPrefix: string;
  readonly #names = new Map<string, string>();

  /** @param prefix first level(s) of every topic of ours on the broker */
  constructor(prefix = 'mqtt-hands-on') {
    this.#topicPrefix = `${prefix}/${this.#run}/`;
  }

  /** The run's own name for a topic or filter: `office/+` becomes `mqtt-hands-on/x7f3a2/office/+`. */
  topic(name: string): string {
    return `${this.#topicPrefix}${name}`;
  }

  /** A topic as the lab wrote it. */
  shortTopic(topic: string): string {
    return topic.startsWith(this.#topicPrefix) ? topic.slice(this.#topicPrefix.length) : topic;
  }

  /**
   * Client id for a client of this run: letters and digits, at most 23. The same name gives the same id.
   * @throws RangeError when two names would share an id
   */
  clientId(name: string): string {
    const id = `mho${this.#run}${name.replaceAll(/[^0-9a-zA-Z]/g, '')}`.slice(0, CLIENT_ID_LENGTH);
    const owner = this.#names.get(id) ?? name;
    if (owner !== name)
      throw new RangeError(`clients "${owner}" and "${name}" would share the client id ${id}`);
    this.#names.set(id, name);
    return id;
  }

  /** A client's name as the lab wrote it, for display; other ids as they are. */
  clientName(clientId: string): string {
    return this.#names.get(clientId) ?? clientId;
  }
}
