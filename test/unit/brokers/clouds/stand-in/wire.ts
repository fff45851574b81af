import { generate, type Packet } from 'mqtt-packet';
import type { Restriction } from '../../../../../harness/brokers/clouds/stand-in/restriction.ts';
import type { Direction } from '../../../../../harness/protocol/packet.ts';
import type { Mangle, Passage } from '../../../../../harness/wire/mangling/mangle.ts';
import type { Beginning } from '../../../../../harness/wire/mangling/proxy.ts';

/** What a restriction did with a packet. */
export interface Done {
  /** What went on in the packet's direction. */
  readonly passed: readonly (Packet | Buffer)[];
  /** What the client was told. */
  readonly told: readonly (Packet | Buffer)[];
  /** What the broker behind was told. */
  readonly pretended: readonly Packet[];
  readonly isClosed: boolean;
}

/** A connection through a restriction, without sockets. */
export class Wire {
  readonly #mangle: Mangle;
  readonly #about: Pick<Passage, 'connection' | 'webSocket' | 'protocolVersion'> & { clientId: string };
  readonly #closed: PromiseWithResolvers<void>;

  constructor(begin: (beginning: Beginning) => Mangle, about: Partial<Passage>) {
    this.#about = { connection: 1, webSocket: false, protocolVersion: 5, clientId: 'client', ...about };
    this.#closed = Promise.withResolvers();
    this.#mangle = begin({ ...this.#about, closed: this.#closed.promise });
  }

  toBroker = (packet: Partial<Packet>): Done => this.#pass(packet as Packet, 'to-broker');
  toClient = (packet: Partial<Packet>): Done => this.#pass(packet as Packet, 'to-client');

  /** CONNECT, and a CONNACK that accepts it. */
  connect(fields: Partial<Extract<Packet, { cmd: 'connect' }>> = {}): {
    readonly there: Done;
    readonly back: Done;
  } {
    const { protocolVersion } = this.#about;
    const there = this.toBroker({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: protocolVersion as 4 | 5,
      clientId: this.#about.clientId,
      clean: true,
      keepalive: 60,
      ...fields,
    });
    const code = protocolVersion === 5 ? { reasonCode: 0 } : { returnCode: 0 };
    return { there, back: this.toClient({ cmd: 'connack', sessionPresent: false, ...code }) };
  }

  async end(): Promise<void> {
    this.#closed.resolve();
    await this.#closed.promise;
  }

  #pass(packet: Packet, direction: Direction): Done {
    const told: (Packet | Buffer)[] = [];
    const pretended: Packet[] = [];
    let isClosed = false;
    const passage: Passage = {
      ...this.#about,
      bytes: generate(packet, { protocolVersion: this.#about.protocolVersion }),
      tell: (one) => told.push(one),
      pretend: (one) => pretended.push(one),
      hangUp: () => {
        isClosed = true;
      },
    };
    const passed = [this.#mangle(packet, direction, passage) ?? []].flat();
    return { passed, told, pretended, isClosed };
  }
}

/** Connections through one restriction. Nothing listens behind it. */
export function through(restriction: Restriction): (about?: Partial<Passage>) => Wire {
  const begin = restriction.begin({ mqtt: 'mqtt://127.0.0.1:1', ws: 'ws://127.0.0.1:1' });
  return (about = {}) => new Wire(begin, about);
}

export const in5 = { protocolVersion: 5 } as const;
export const in311 = { protocolVersion: 4 } as const;

/** A PUBLISH. */
export const publish = (topic: string, fields: Partial<Extract<Packet, { cmd: 'publish' }>> = {}) =>
  ({
    cmd: 'publish',
    topic,
    payload: 'open',
    qos: 0,
    dup: false,
    retain: false,
    ...(fields.qos ? { messageId: 1 } : {}),
    ...fields,
  }) as const;

/** A SUBSCRIBE to these filters at QoS 1. */
export const subscribe = (...filters: readonly string[]) =>
  ({
    cmd: 'subscribe',
    messageId: 1,
    subscriptions: filters.map((topic) => ({ topic, qos: 1 as const })),
  }) as const;
