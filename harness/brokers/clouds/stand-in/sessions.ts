import type { IConnectPacket, Packet } from 'mqtt-packet';
import type { Direction } from '../../../protocol/packet.ts';
import { NEVER_EXPIRES } from '../../../protocol/session-expiry.ts';
import { topicMatches } from '../../../protocol/topic.ts';
import type { Mangle, Passage } from '../../../wire/mangling/mangle.ts';
import type { Beginning } from '../../../wire/mangling/proxy.ts';

/** A subscription of a session. */
export interface Subscribed {
  /** Without `$share/name/`. */
  readonly filter: string;
  readonly qos: number;
  /** When it was made first, in ms on the clock of `performance.now()`. */
  readonly since: number;
}

/** A session, as the packets of its client tell. */
export interface Session {
  /** By topic filter, as the client wrote it. */
  readonly subscriptions: Map<string, Subscribed>;
  /** How long the session outlives its connection, in seconds. */
  expiry: number;
  /** The protocol version of its last connection: 4 or 5. */
  protocolVersion: number;
  /** The number of its open connection. */
  connection: number | undefined;
  /** How many connections it has had. */
  connections: number;
}

/** What a client asks for in CONNECT, in seconds. In 3.1.1, CleanSession 0 asks for ever. */
function expiryOf({ protocolVersion, clean, properties }: IConnectPacket): number {
  if (protocolVersion !== 5) return clean === false ? NEVER_EXPIRES : 0;
  // Not a number in a packet that ends within it.
  return properties?.sessionExpiryInterval || 0;
}

/** The sessions of a broker by client id, learned from the packets that pass. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  get all(): readonly (readonly [string, Session])[] {
    return [...this.#sessions];
  }

  /** The session of a client. It is not remembered if the client has not connected. */
  of(clientId: string): Session {
    return this.#sessions.get(clientId) ?? newSession();
  }

  /** Forgets a session that has ended. */
  forget(clientId: string): void {
    this.#sessions.delete(clientId);
  }

  /** Learns from a packet. Call it for every packet of a connection, before it is changed. */
  see(packet: Packet | undefined, direction: Direction, { clientId, connection }: Passage): void {
    const session = this.of(clientId);
    if (direction === 'to-client') {
      if (packet?.cmd !== 'connack') return;
      if (!packet.sessionPresent) session.subscriptions.clear();
      return;
    }
    if (packet?.cmd === 'connect') {
      this.#sessions.set(clientId, session);
      session.expiry = expiryOf(packet);
      session.protocolVersion = packet.protocolVersion ?? 4;
      session.connection = connection;
      session.connections++;
    }
    if (packet?.cmd === 'disconnect') {
      session.expiry = packet.properties?.sessionExpiryInterval ?? session.expiry;
    }
    if (packet?.cmd === 'subscribe') {
      for (const { topic, qos } of packet.subscriptions) {
        const { since = performance.now() } = session.subscriptions.get(topic) ?? {};
        session.subscriptions.set(topic, { filter: withoutShare(topic), qos, since });
      }
    }
    if (packet?.cmd === 'unsubscribe') {
      for (const filter of packet.unsubscriptions) session.subscriptions.delete(filter);
    }
  }

  /**
   * Waits for the end of a connection, and forgets a session that ends with it.
   * @param left called with a session that is kept, and its client id
   */
  watch(
    { connection, closed }: Beginning,
    left: (session: Session, clientId: string) => void = () => {},
  ): void {
    const ended = () => {
      for (const [clientId, session] of this.#sessions) {
        if (session.connection !== connection) continue;
        session.connection = undefined;
        if (session.expiry === 0) this.#sessions.delete(clientId);
        else this.#expire(session, clientId, left);
      }
    };
    closed.then(ended, ended);
  }

  #expire(session: Session, clientId: string, left: (session: Session, clientId: string) => void): void {
    left(session, clientId);
    if (session.expiry === NEVER_EXPIRES) return;
    afterAway(session, session.expiry, () => {
      if (this.#sessions.get(clientId) === session) this.#sessions.delete(clientId);
    });
  }
}

/** The longest time that `setTimeout` can wait, in ms. */
const LONGEST_MS = 2 ** 31 - 1;

/** Acts unless the client has reconnected after a number of seconds. */
export function afterAway(session: Session, seconds: number, act: () => void): void {
  const { connections } = session;
  const ms = Math.min(seconds * 1_000, LONGEST_MS);
  setTimeout(() => {
    if (session.connection === undefined && session.connections === connections) act();
  }, ms).unref();
}

const newSession = (): Session => ({
  subscriptions: new Map(),
  expiry: 0,
  protocolVersion: 4,
  connection: undefined,
  connections: 0,
});

/** Begins a restriction that knows the sessions of its stand-in. @param mangleWith makes the mangle of a connection */
export const knowingSessions = (mangleWith: (sessions: Sessions) => Mangle) => () => {
  const sessions = new Sessions();
  return (beginning: Beginning): Mangle => {
    sessions.watch(beginning);
    const mangle = mangleWith(sessions);
    return (packet, direction, passage) => {
      sessions.see(packet, direction, passage);
      return mangle(packet, direction, passage);
    };
  };
};

const withoutShare = (filter: string): string => filter.replace(/^\$share\/[^/]*\//, '');

/** The subscriptions of a session that match a topic. */
export const matching = ({ subscriptions }: Session, topic: string): Subscribed[] =>
  [...subscriptions.values()].filter(({ filter }) => topicMatches(filter, topic));
