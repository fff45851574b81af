import { within } from '../../base/deadline.ts';
import { fixedPatience, type Patience } from '../../base/patience.ts';
import type { Text } from '../../base/text.ts';
import { readConnectHead } from '../../protocol/connect-head.ts';
import { parseEndpoint } from '../../protocol/endpoint.ts';
import type { PacketType } from '../../protocol/packet.ts';
import { describePacket } from '../print/packet.ts';
import { hexadecimal } from '../print/payload.ts';
import { inPieces, type Sendable, toBytes } from './bytes.ts';
import { PacketQueue, PacketReader, type ReceivedPacket } from './inbox.ts';
import type { Closed, Frames, Link } from './link.ts';
import { NotOpened, type OpenOptions, openLink } from './open.ts';

export interface RawClientOptions extends Omit<OpenOptions, 'signal'> {
  /** How long connecting may take, in ms; default: 5,000. */
  readonly deadline?: number;
  /** Protocol version of packets; default: that of the CONNECT sent, or else 4. */
  readonly protocolVersion?: number;
  /** Name of the other side in error messages; default: its address. */
  readonly name?: string;
  /** How long packets are awaited; default: five seconds. */
  readonly patience?: Patience;
}

export interface Deadline {
  /** Milliseconds; default: the client's patience. */
  readonly deadline?: number;
}

/** The connection ended while a packet was awaited. */
export class ConnectionEndedError extends Error {
  override readonly name = 'ConnectionEndedError';
}

/**
 * Connects to an endpoint (`mqtt`, `mqtts`, `ws`, `wss`). The client sends only what its caller sends: no CONNECT, no PINGREQ
 * and no acknowledgement by itself.
 * @throws DeadlineError, or the error of the operating system or the WebSocket handshake
 */
export async function openRawClient(url: string, options: RawClientOptions = {}): Promise<RawClient> {
  const { host } = new URL(url);
  const { name = host, deadline, ...openOptions } = options;
  const late = new AbortController();
  const link = openLink(parseEndpoint(url), { ...openOptions, signal: late.signal });
  const awaited = { en: `a connection to ${host}`, ja: `${host} への接続` };
  try {
    return new RawClient(name, await within(link, awaited, deadline), options);
  } catch (error) {
    late.abort();
    throw error instanceof NotOpened ? error.cause : error;
  }
}

/** A client that can send what a library refuses to send, and receives packet by packet. */
export class RawClient implements AsyncDisposable {
  readonly #name: string;
  readonly #link: Link;
  readonly #reader = new PacketReader();
  readonly #queue = new PacketQueue();
  readonly #patience: Patience;
  #protocolVersion: number;

  constructor(
    name: string,
    link: Link,
    {
      protocolVersion = 4,
      patience = fixedPatience(),
    }: Pick<RawClientOptions, 'protocolVersion' | 'patience'> = {},
  ) {
    this.#name = name;
    this.#link = link;
    this.#protocolVersion = protocolVersion;
    this.#patience = patience;
    link.onBytes((bytes) => {
      patience.moved();
      for (const packet of this.#reader.read(bytes, this.#protocolVersion)) this.#queue.put(packet);
      if (this.#reader.broken !== undefined) this.#queue.end(() => this.#ended('what came is no MQTT'));
    });
    link.closed
      .then(({ how }) => this.#queue.end(() => this.#ended(`the connection ${words[how]}`)))
      .catch((error) => this.#queue.end(() => error));
  }

  /** Packets that came in and were not received yet. */
  get unread(): readonly ReceivedPacket[] {
    return this.#queue.unread;
  }

  /**
   * Sends bytes or a packet unchanged. With `chunks`, each piece is one write, or one frame over WebSocket. A closed connection is
   * no error here; `closed()` says how it ended.
   */
  async send(
    what: Sendable,
    { chunks }: { readonly chunks?: number | readonly number[] } = {},
  ): Promise<void> {
    const bytes = toBytes(what, this.#levelOf(what));
    this.#protocolVersion = readConnectHead(bytes)?.protocolVersion ?? this.#protocolVersion;
    for (const piece of inPieces(bytes, chunks ?? bytes.length)) await this.#link.write(piece);
    this.#patience.moved();
  }

  /**
   * The WebSocket frames of the connection.
   * @throws TypeError if the connection is not a WebSocket
   */
  get frames(): Frames {
    if (this.#link.frames === undefined) throw new TypeError('there are no frames but over WebSocket');
    return this.#link.frames;
  }

  /**
   * The next packet, or the next one of that type. Packets before it stay unread, and an error lists them.
   * @throws DeadlineError, ConnectionEndedError
   */
  async receive(type?: PacketType, { deadline }: Deadline = {}): Promise<ReceivedPacket> {
    const { packet, cancel } = this.#queue.take(type);
    try {
      return await this.#patience.until(
        packet,
        this.#awaited(type ?? 'a packet', type ?? 'パケット'),
        deadline,
      );
    } finally {
      cancel();
    }
  }

  /**
   * Waits for the end of the connection and says how it ended.
   * @throws DeadlineError
   */
  async closed({ deadline }: Deadline = {}): Promise<Closed> {
    const awaited = this.#awaited('the end of the connection', '接続の終わり');
    return this.#patience.until(this.#link.closed, awaited, deadline);
  }

  /** Closes the connection in good order, without DISCONNECT. */
  end(): void {
    this.#link.end();
  }

  /** Drops the connection, as after a power cut. */
  destroy(): void {
    this.#link.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#link.destroy();
    await this.#link.closed;
  }

  #levelOf(what: Sendable): number {
    const connects = typeof what === 'object' && 'cmd' in what && what.cmd === 'connect';
    return (connects ? what.protocolVersion : undefined) ?? this.#protocolVersion;
  }

  #ended(how: string): ConnectionEndedError {
    return new ConnectionEndedError(`${how}; ${this.#leftovers()}`);
  }

  #awaited(en: string, ja: string): Text {
    const name = this.#name;
    const leftovers = () => this.#leftovers();
    return {
      get en() {
        return `${en} from ${name}; ${leftovers()}`;
      },
      get ja() {
        return `${name} からの${ja} (${leftovers()})`;
      },
    };
  }

  /** Describes the unread packets for an error message. */
  #leftovers(): string {
    const { partial } = this.#reader;
    const packets = this.unread.map(asWords);
    if (partial.length > 0) packets.push(`bytes ${hexadecimal(partial, partial.length, 32)}`);
    return `unread: ${packets.length === 0 ? 'nothing' : packets.join(', ')}`;
  }
}

const words = {
  ended: 'was closed by the broker',
  reset: 'was reset',
  'closed-here': 'was closed here',
} as const;

const asWords = (packet: ReceivedPacket): string =>
  [packet.type, ...describePacket(packet, { language: 'en' }).map(({ text }) => text)].join(' ');
