import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { CannotRunError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import { fixedPatience, type Patience } from '../../base/patience.ts';
import type { Text } from '../../base/text.ts';
import {
  connectTo,
  type Endpoint,
  type EndpointTls,
  parseEndpoint,
  socketOptions,
} from '../../protocol/endpoint.ts';
import type { PacketType, TraceEntry } from '../../protocol/packet.ts';
import { Fault, type FaultPlan } from '../faults/fault.ts';
import { FaultSet, knownPacketType } from '../faults/fault-set.ts';
import { FreezeFault, type Frozen, HoldFault, type When } from '../faults/held-fault.ts';
import type { Action, Sequel } from '../faults/rule.ts';
import type { Gate } from '../gate/gate.ts';
import { BoundedTrace } from '../trace/bounded-trace.ts';
import { PassingTrace } from '../trace/passing-trace.ts';
import { Connection, type TapParts } from './connection.ts';
import { HeldBudget } from './held-budget.ts';
import { defaultLimits, type TapLimits } from './limits.ts';

export interface TapOptions {
  /**
   * Makes the display name of a client id, e.g. without a run's prefix; default: the id itself. Nothing for the empty id: that client
   * is named by the number of its connection.
   */
  readonly nameOf?: (clientId: string) => string;
  /** Called with every new entry of the trace. */
  readonly onEntry?: (entry: TraceEntry) => void;
  /** For endpoints behind TLS. */
  readonly tls?: EndpointTls;
  readonly limits?: Partial<TapLimits>;
  /** How long `await fault.fired` waits; default: five seconds. */
  readonly patience?: Patience;
  /** Port on loopback to listen on; default: one that the system chooses. */
  readonly port?: number;
  /** Faults that are armed before the first connection. */
  readonly faults?: readonly Fault[];
  /** Whether entries are kept; false for a tap that runs without end. Default: true. */
  readonly keeps?: boolean;
  /** Whether the trace also tells what belongs to WebSocket: the handshake, and text messages. Default: false. */
  readonly tellsCarrier?: boolean;
  /** Decides on each packet to the broker whether, and when, it is sent. What it refuses is in no trace. */
  readonly gate?: Gate;
}

/**
 * Opens a tap on loopback in front of an endpoint (`mqtt`, `mqtts`, `ws`, `wss`). Clients connect to it without TLS; the tap uses
 * TLS to the broker if the endpoint has it. The endpoint is not tried: if no broker answers, each client's connection is closed
 * and marked `broker-unreachable`.
 * @throws CannotRunError `not-an-endpoint`; the system's error if the tap cannot listen on `port`
 */
export async function openTap(address: string, options: TapOptions = {}): Promise<Tap> {
  const endpoint = parseEndpoint(address);
  const server = createServer(socketOptions);
  server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  await once(server, 'listening');
  // For example, if a connection cannot be accepted because too many are open.
  server.on('error', () => {});
  return new Tap(endpoint, server, options);
}

/** A proxy that sees every MQTT control packet between clients and a broker, and carries out faults. */
export class Tap implements AsyncDisposable {
  /** The address that clients connect to instead of the endpoint; without credentials. */
  readonly url: string;
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  readonly #parts: TapParts;
  readonly #tls: EndpointTls | undefined;
  readonly #patience: Patience;
  #accepted = 0;
  #closing: Promise<void> | undefined;

  constructor(endpoint: Endpoint, server: Server, options: TapOptions) {
    const limits = { ...defaultLimits, ...options.limits };
    const {
      nameOf = (clientId) => clientId,
      onEntry = () => {},
      keeps = true,
      tellsCarrier = false,
    } = options;
    const opened = performance.now();
    const faults = new FaultSet();
    for (const fault of options.faults ?? []) faults.arm(fault);
    this.#tls = options.tls;
    this.#patience = options.patience ?? fixedPatience();
    this.#parts = {
      endpoint,
      limits,
      nameOf,
      tellsCarrier,
      gate: options.gate,
      faults,
      trace: keeps ? new BoundedTrace(limits, onEntry) : new PassingTrace(onEntry),
      budget: new HeldBudget(limits.heldBytes),
      now: () => performance.now() - opened,
    };
    // The type has other cases, but not for a server that listens on TCP.
    const { port } = server.address() as AddressInfo;
    this.url = `${endpoint.isWebSocket ? 'ws' : 'mqtt'}://127.0.0.1:${port}${endpoint.path}`;
    this.#server = server.on('connection', (client) => this.#accept(client));
  }

  /** The entries of the trace in order, within the tap's limits. */
  get entries(): readonly TraceEntry[] {
    return this.#parts.trace.entries;
  }

  /** The packet is lost; the connection stays. */
  lose(type: PacketType): Fault {
    return this.#arm(new Fault(this.#plan(type, 'lose')));
  }

  /** The packet stays on the tap until `release()`; packets behind it pass. */
  hold(type: PacketType): HoldFault {
    return this.#arm(new HoldFault(this.#plan(type, 'hold')));
  }

  /** The packet passes that many milliseconds later; packets behind it overtake it. */
  delay(type: PacketType, ms: number): Fault {
    return this.#arm(new Fault({ ...this.#plan(type, 'delay'), delayMs: ms }));
  }

  /** The packet passes twice, the same bytes one after the other. */
  duplicate(type: PacketType): Fault {
    return this.#arm(new Fault(this.#plan(type, 'duplicate')));
  }

  /** The connection is closed on both sides after a packet, or before it: then the packet is lost. */
  cut(): When<Fault> {
    return {
      after: (type) => this.#arm(new Fault(this.#plan(type, 'pass', 'cut'))),
      before: (type) => this.#arm(new Fault(this.#plan(type, 'lose', 'cut'))),
    };
  }

  /**
   * Makes a connection half-open until `thaw()`: nothing passes and nothing closes. With a client's name, its connection is frozen
   * now; otherwise after or before a packet. The client's next connection is not frozen.
   * @throws CannotRunError `unknown-client` if that client has no connection
   */
  freeze(): When<FreezeFault>;
  freeze(client: string): Frozen;
  freeze(client?: string): When<FreezeFault> | Frozen {
    if (client !== undefined) {
      const frozen = this.#connectionsOf(client).map((connection) => connection.freeze());
      return {
        thaw: () => {
          for (const connection of frozen.splice(0)) connection.thaw();
        },
      };
    }
    return {
      after: (type) => this.#arm(new FreezeFault(this.#plan(type, 'pass', 'freeze'))),
      before: (type) => this.#arm(new FreezeFault(this.#plan(type, 'strand', 'freeze'))),
    };
  }

  /**
   * Closes this client's connection on both sides.
   * @throws CannotRunError `unknown-client` if that client has no connection
   */
  cutNow(client: string): void {
    for (const connection of this.#connectionsOf(client)) connection.cut();
  }

  /**
   * Fulfilled when both sides have closed the connections that this client has now. Until then, the broker may not have read the
   * client's last packets.
   */
  async ended(client: string): Promise<void> {
    const own = [...this.#connections].filter(({ session }) => session.client === client);
    await Promise.all(own.map(({ closed }) => closed));
  }

  /** The display names of the clients that are connected now, each once. */
  get clients(): string[] {
    return [...new Set(Array.from(this.#connections, ({ session }) => session.client))];
  }

  /** Describes the faults that were armed and never fired. */
  unfired(): Text[] {
    return this.#parts.faults.unfired();
  }

  /** Closes every connection and stops listening. Safe to call twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const connection of this.#connections) connection.destroy();
    this.#parts.faults.close();
    await Promise.all([...this.#connections].map(({ closed }) => closed));
    await closed;
  }

  #accept(client: Socket): void {
    const upstream = connectTo(this.#parts.endpoint, this.#tls);
    const connection = new Connection(++this.#accepted, client, upstream, this.#parts);
    this.#connections.add(connection);
    const forget = () => this.#connections.delete(connection);
    connection.closed.then(forget, forget);
  }

  #plan(type: PacketType, action: Action, sequel: Sequel = 'none'): FaultPlan {
    return { type: knownPacketType(type), action, sequel, delayMs: 0, patience: this.#patience };
  }

  #arm<F extends Fault>(fault: F): F {
    return this.#parts.faults.arm(fault);
  }

  #connectionsOf(name: string): Connection[] {
    const open = [...this.#connections];
    const found = open.filter(({ session }) => session.client === name || session.clientId === name);
    if (found.length > 0) return found;
    const names = [...new Set(open.map(({ session }) => session.client))];
    throw new CannotRunError(
      'unknown-client',
      {
        en: `no client ${name} is connected through the tap`,
        ja: `タップを通して接続しているクライアントに ${name} はいません`,
      },
      didYouMean(name, names, { none: { en: 'connect it first', ja: '先に接続してください' } }),
    );
  }
}
