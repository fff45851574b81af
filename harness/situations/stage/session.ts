import type { IConnectPacket, IPublishPacket } from 'mqtt-packet';
import type { SubscriptionFields } from '../../protocol/packet.ts';
import type { Delivery } from './delivery.ts';

/** A message to the client that is not acknowledged yet. */
export interface Outgoing {
  readonly publish: IPublishPacket;
  /** The answer that the client owes. */
  awaits: 'PUBACK' | 'PUBREC' | 'PUBCOMP';
}

/** The session of a client on the stage's broker. */
export class Session {
  readonly subscriptions = new Map<string, Pick<SubscriptionFields, 'filter' | 'qos' | 'noLocal'>>();
  /** By packet identifier, in the order of sending. */
  readonly outgoing = new Map<number, Outgoing>();
  /** Messages that wait because of the client's Receive Maximum. */
  readonly waiting: Delivery[] = [];
  /** QoS 2 messages of the client that it has not released. */
  readonly unreleased = new Set<number>();
  #lastId = 0;

  nextId(): number {
    this.#lastId = (this.#lastId % 0xffff) + 1;
    return this.#lastId;
  }
}

/** Whether a session outlives its connection. */
export const isKept = ({ protocolVersion, clean, properties }: IConnectPacket): boolean =>
  protocolVersion === 5 ? (properties?.sessionExpiryInterval ?? 0) > 0 : clean === false;

/** Sessions by client id. */
export class Sessions {
  readonly #kept = new Map<string, Session>();

  /** The session of a connecting client, and whether it existed before. */
  open(connect: IConnectPacket): { readonly session: Session; readonly wasPresent: boolean } {
    const { clientId, clean } = connect;
    const present = clean === false ? this.#kept.get(clientId) : undefined;
    const session = present ?? new Session();
    if (isKept(connect)) this.#kept.set(clientId, session);
    else this.#kept.delete(clientId);
    return { session, wasPresent: present !== undefined };
  }

  /** Forgets all sessions, like a restarted broker without persistence. */
  forget(): void {
    this.#kept.clear();
  }
}
