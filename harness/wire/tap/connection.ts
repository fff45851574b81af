import type { Socket } from 'node:net';
import { afterOwnTime } from '../../base/own-time.ts';
import type { Endpoint, Upstream } from '../../protocol/endpoint.ts';
import type { ConnectionEvent, Direction } from '../../protocol/packet.ts';
import type { FaultSet } from '../faults/fault-set.ts';
import type { Frozen } from '../faults/held-fault.ts';
import type { Gate } from '../gate/gate.ts';
import { GatedCarrier } from '../gate/gated-carrier.ts';
import { TcpScanner, WebSocketScanner } from '../gate/scanner.ts';
import type { StreamContext } from '../stream/stream-context.ts';
import type { EntryStore } from '../trace/bounded-trace.ts';
import { webSocketCarriers } from '../websocket/handshake.ts';
import type { Carrier } from './carrier.ts';
import type { HeldBudget } from './held-budget.ts';
import type { TapLimits } from './limits.ts';
import { Outlet } from './outlet.ts';
import { awaitBroker, relay } from './relay.ts';
import { Session } from './session.ts';
import { TcpCarrier } from './tcp-carrier.ts';

/** The parts of a tap that all of its connections share. */
export interface TapParts {
  readonly endpoint: Endpoint;
  readonly faults: FaultSet;
  readonly trace: EntryStore;
  readonly limits: TapLimits;
  readonly budget: HeldBudget;
  readonly nameOf: (clientId: string) => string;
  readonly now: () => number;
  readonly tellsCarrier: boolean;
  /** Decides on each packet to the broker before it is read here. */
  readonly gate?: Gate | undefined;
}

const directions = ['to-broker', 'to-client'] as const;
const closedBy = { 'to-broker': 'closed-by-client', 'to-client': 'closed-by-broker' } as const;
const isClosing = (what: ConnectionEvent) => Object.values<ConnectionEvent>(closedBy).includes(what);

/** How long a cut waits for a slow receiver to take the bytes that have already passed, in ms. */
const flushMs = 1_000;

/** A client's connection to the tap and the tap's to the broker, until both are closed. */
export class Connection implements StreamContext {
  readonly number: number;
  readonly session: Session;
  readonly faults: FaultSet;
  readonly trace: EntryStore;
  readonly limits: TapLimits;
  readonly budget: HeldBudget;
  readonly now: () => number;
  readonly tellsCarrier: boolean;
  /** Fulfilled when both sockets are closed. */
  readonly closed: Promise<void>;
  /** The sockets, by the direction of the bytes that they send. */
  readonly #sources: Record<Direction, Socket>;
  readonly #outlets: Record<Direction, Outlet>;
  readonly #carriers: Record<Direction, Carrier>;
  /** Delayed actions, by what cancels each. */
  readonly #pending = new Map<() => void, () => void>();
  /** How the connection ended; empty while it is open. */
  readonly #ends = new Set<ConnectionEvent>();

  constructor(number: number, client: Socket, broker: Upstream, parts: TapParts) {
    const { endpoint, faults, trace, limits, budget, nameOf, now, tellsCarrier, gate } = parts;
    this.number = number;
    this.session = new Session(number, nameOf);
    this.faults = faults;
    this.trace = trace;
    this.limits = limits;
    this.budget = budget;
    this.now = now;
    this.tellsCarrier = tellsCarrier;
    this.#sources = { 'to-broker': client, 'to-client': broker.socket };
    this.#outlets = {
      'to-broker': new Outlet(broker.socket, client, limits.frozenBytes),
      'to-client': new Outlet(client, broker.socket, limits.frozenBytes),
    };
    this.#carriers = endpoint.isWebSocket
      ? webSocketCarriers(endpoint.authority, this, this.#outlets)
      : {
          'to-broker': new TcpCarrier('to-broker', this, this.#outlets['to-broker']),
          'to-client': new TcpCarrier('to-client', this, this.#outlets['to-client']),
        };
    if (gate !== undefined) {
      const scanner = endpoint.isWebSocket ? new WebSocketScanner() : new TcpScanner();
      const inner = this.#carriers['to-broker'];
      this.#carriers['to-broker'] = new GatedCarrier(inner, this, { gate, scanner, source: client });
    }
    this.closed = this.#untilClosed();
    this.note('opened');
    this.#open(client, broker);
  }

  note(what: ConnectionEvent, direction?: Direction, detail?: string): void {
    const { number: connection, session } = this;
    const more = { ...(direction && { direction }), ...(detail !== undefined && { detail }) };
    this.trace.add({ kind: 'connection', at: this.now(), connection, client: session.client, what, ...more });
  }

  closes(direction: Direction, detail: string): void {
    this.#noteEnd(closedBy[direction], detail);
  }

  isNotMqtt(direction: Direction): void {
    const other = this.#carriers[direction === 'to-broker' ? 'to-client' : 'to-broker'].stream;
    if (!other.isMqtt) other.giveUp();
  }

  cut(): void {
    this.#noteEnd('cut');
    for (const direction of directions) {
      const socket = this.#sources[direction];
      this.#carriers[direction].close();
      socket.destroySoon();
      this.later(flushMs, () => socket.destroy());
    }
  }

  freeze(): Frozen {
    this.note('frozen');
    for (const direction of directions) this.#outlets[direction].freeze();
    return { thaw: () => this.#thaw() };
  }

  /** Closes both sides at once. */
  destroy(): void {
    this.#noteEnd('closed-by-tap');
    for (const direction of directions) this.#sources[direction].destroy();
  }

  later(ms: number, action: () => void): void {
    this.#pend(action, (over) => {
      const timer = setTimeout(over, ms);
      return () => clearTimeout(timer);
    });
  }

  laterInOwnTime(ms: number, action: () => void): void {
    this.#pend(action, (over) => afterOwnTime(ms, over));
  }

  /** @param begin begins to wait, and returns how to stop it */
  #pend(action: () => void, begin: (over: () => void) => () => void): void {
    const cancel = begin(() => {
      this.#pending.delete(cancel);
      action();
    });
    this.#pending.set(cancel, action);
  }

  #open(client: Socket, broker: Upstream): void {
    // Errors are handled where they matter. Without a listener, an error would end the process.
    client.on('error', () => {});
    broker.socket.on('error', () => {});
    awaitBroker(broker, client, this.limits.connectMs, {
      reached: () => {
        for (const direction of directions) {
          relay(this.#sources[direction], this.#carriers[direction], this.#outlets[direction], (code) =>
            this.#noteEnd(closedBy[direction], code),
          );
        }
      },
      unreachable: (code) => {
        this.#noteEnd('broker-unreachable', code);
        this.destroy();
      },
      abandoned: () => {
        this.#noteEnd('closed-by-client');
        this.destroy();
      },
    });
  }

  #thaw(): void {
    if (!this.#outlets['to-broker'].frozen) return;
    this.note('thawed');
    for (const direction of directions) this.#outlets[direction].thaw();
  }

  /** Notes the side that closed the connection first. If it is frozen, neither side hears of the other, and both are noted. */
  #noteEnd(what: ConnectionEvent, detail?: string): void {
    const unheard = this.#outlets['to-broker'].frozen && isClosing(what) && !this.#ends.has(what);
    if (this.#ends.size === 0 || unheard) this.note(what, undefined, detail);
    this.#ends.add(what);
  }

  async #untilClosed(): Promise<void> {
    const closed = directions.map((direction) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#sources[direction].once('close', () => resolve());
      return promise;
    });
    await Promise.all(closed);
    for (const direction of directions) this.#carriers[direction].close();
    // Delayed actions run now, on the closed connection, so that their packets are counted and not sent.
    for (const [cancel, action] of this.#pending) {
      cancel();
      action();
    }
    this.#pending.clear();
  }
}
