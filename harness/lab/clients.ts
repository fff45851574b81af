import { Socket } from 'node:net';
import mqtt, { type IClientOptions, type IConnackPacket, type MqttClient } from 'mqtt';
import { CannotRunError } from '../base/errors.ts';
import type { Patience } from '../base/patience.ts';
import type { Credentials } from '../brokers/broker.ts';
import type { Scheme } from '../protocol/endpoint.ts';
import { addressOptions } from '../protocol/mqttjs-address.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { checkCalls, checkConnect } from './editing/check-calls.ts';
import type { Identity } from './identity.ts';
import { Inbox } from './inbox.ts';
import type { ConnectOptions } from './lab.ts';
import { asksToTryLater, untilTaken } from './try-later.ts';

/** A broker as its clients reach it. */
export interface Reach {
  /** For clients that bring none. */
  readonly credentials: Credentials | undefined;
  readonly patience: Patience;
  /** The address at which a client reaches the broker; without a scheme, that of the default endpoint. */
  url(scheme?: Scheme): Promise<string>;
}

interface ClientsParts {
  readonly protocolVersion: ProtocolVersion;
  readonly identity: Identity;
  /** The broker of the run. */
  readonly home: Reach;
  /** Called when a connection ends unexpectedly. */
  onLost(error: CannotRunError): void;
}

/** The longest delay of a Node.js timer, in ms. */
const NEVER_MS = 2 ** 31 - 1;

/** The MQTT.js clients of one run: connects them, keeps what they receive, and ends them. */
export class Clients {
  readonly #parts: ClientsParts;
  readonly #all = new Set<MqttClient>();
  readonly #inboxes = new WeakMap<MqttClient, Inbox>();
  readonly #connacks = new WeakMap<MqttClient, IConnackPacket>();

  constructor(parts: ClientsParts) {
    this.#parts = parts;
  }

  /**
   * Connects a client. Retries if the broker asks to try again later.
   * @param reach the broker, if it is not the run's
   */
  async connect(
    name: string,
    options: IClientOptions = {},
    how: ConnectOptions = {},
    reach = this.#parts.home,
  ): Promise<MqttClient> {
    const attempt = () => this.#attempt(name, options, how, reach).catch(putOff);
    const answer = await untilTaken(attempt, (client) => client instanceof Error);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  async #attempt(
    name: string,
    options: IClientOptions,
    how: ConnectOptions,
    reach: Reach,
  ): Promise<MqttClient> {
    const { protocolVersion, identity } = this.#parts;
    const { credentials, patience } = reach;
    checkConnect(options);
    const url = await reach.url(how.via);
    const client = mqtt.connect(url, {
      clientId: identity.clientId(name),
      protocolVersion,
      reconnectPeriod: 0,
      // Only for a client that reconnects by itself: otherwise it would give up when the broker asks to try again later.
      reconnectOnConnackError: true,
      // MQTT.js measures wall-clock time, which is unfair on a busy machine. The patience below replaces it.
      connectTimeout: NEVER_MS,
      ...credentials,
      ...addressOptions(url),
      ...options,
    });
    // The end of the connection shows that something went wrong. Without a listener, an error would end the process, also an
    // error after this function gave up waiting.
    client.on('error', () => {});
    checkCalls(client, (topic) => identity.shortTopic(topic), how.mayClose === true);
    this.#all.add(client);
    this.#inboxes.set(client, new Inbox(name, client, patience, (topic) => identity.shortTopic(topic)));
    client.on('connect', (connack) => {
      this.#connacks.set(client, connack);
      sendAtOnce(client);
    });
    try {
      await this.#connected(name, client, patience);
    } catch (error) {
      // Ended, so that it does not reconnect beside the client that replaces it.
      client.end(true);
      throw error;
    }
    if (how.mayClose !== true && client.options.reconnectPeriod === 0) this.#watchForLoss(name, client);
    return client;
  }

  inbox(client: MqttClient): Inbox {
    const inbox = this.#inboxes.get(client);
    if (inbox === undefined) throw new TypeError('this client was not connected by the lab');
    return inbox;
  }

  connack(client: MqttClient): IConnackPacket {
    const connack = this.#connacks.get(client);
    if (connack === undefined) throw new TypeError('this client was not connected by the lab');
    return connack;
  }

  /** Ends every client at once, without DISCONNECT; messages in flight are dropped. */
  async end(): Promise<void> {
    await Promise.all([...this.#all].map((client) => client.endAsync(true)));
    this.#all.clear();
  }

  async #connected(name: string, client: MqttClient, patience: Patience): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onClose = () => reject(lostConnection(name));
    client.once('connect', () => resolve());
    // A system error (ECONNRESET, EPIPE) only says that the connection ended. The broker's own refusal says why.
    const onError = (error: Error) => reject('syscall' in error ? lostConnection(name, error) : error);
    client.once('error', onError);
    client.once('close', onClose);
    try {
      await patience.until(promise, {
        en: `CONNACK for ${name}`,
        ja: `${name} への CONNACK`,
      });
    } finally {
      client.off('error', onError);
      client.off('close', onClose);
    }
  }

  #watchForLoss(name: string, client: MqttClient): void {
    client.once('close', () => {
      if (!client.disconnecting) this.#parts.onLost(lostConnection(name));
    });
  }
}

/** Returns the error if the broker asked to try again later; throws any other. */
function putOff(error: unknown): Error {
  if (error instanceof Error && 'code' in error && asksToTryLater(error.code)) return error;
  throw error;
}

/** Turns off Nagle's algorithm, which would hold back a small packet until the one before it is acknowledged. */
function sendAtOnce(client: MqttClient): void {
  if (client.stream instanceof Socket) client.stream.setNoDelay(true);
}

const lostConnection = (name: string, cause?: Error) =>
  new CannotRunError(
    'connection-lost',
    { en: `the connection of ${name} was lost`, ja: `${name} の接続が切れました` },
    { en: 'check that the broker is still running', ja: 'ブローカーが動いているか確かめてください' },
    { cause },
  );
