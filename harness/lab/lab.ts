import type { IClientOptions, IConnackPacket, MqttClient } from 'mqtt';
import type { Patience } from '../base/patience.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Command, RunningProgram } from '../clients/program.ts';
import type { EndpointTls, Scheme } from '../protocol/endpoint.ts';
import type { ConnectionEntry } from '../protocol/packet.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Tap } from '../wire/tap/tap.ts';
import type { Trace } from '../wire/trace/trace.ts';
import type { Claim, ClaimDefinition, Claims } from './claim.ts';
import type { Inbox, Message } from './inbox.ts';

export interface ConnectOptions {
  /** Endpoint to use; `mqtt` unless said otherwise. */
  readonly via?: Scheme;
  /** The lab expects the broker to close this connection; otherwise that ends the lab. */
  readonly mayClose?: boolean;
}

/** What a lab works with while it runs. Clients are MQTT.js clients; nothing here wraps MQTT. */
export interface Lab<ClaimId extends string = string> {
  readonly broker: Pick<Broker, 'name' | 'version' | 'origin' | 'capabilities' | 'credentials' | 'endpoints'>;
  readonly protocolVersion: ProtocolVersion;

  /** The tap all clients go through: tell it to misbehave. Every fault that is armed must fire. */
  readonly network: Pick<Tap, 'lose' | 'hold' | 'delay' | 'duplicate' | 'cut' | 'freeze' | 'cutNow'>;
  /** Every packet of this run, in order. */
  readonly trace: Trace;

  /** This run's own name for a topic or filter. */
  topic(name: string): string;

  /**
   * A connected MQTT.js client (CONNACK received). It does not reconnect unless `reconnectPeriod` says so.
   * @param name who it is in this lab: shown in traces, part of the client id
   * @param options MQTT.js options, by their own names
   */
  connect(name: string, options?: IClientOptions, how?: ConnectOptions): Promise<MqttClient>;

  /** The CONNACK that client received last. */
  connack(client: MqttClient): IConnackPacket;

  /** What that client received, from its first moment on. */
  inbox(client: MqttClient): Inbox;

  /**
   * The next time MQTT.js tells `event` of this client. Ask before what causes it.
   * @param deadline in milliseconds
   */
  event(client: MqttClient, event: 'connect' | 'close', deadline?: number): Promise<void>;

  /**
   * The first time the broker closed a connection of that client, as the tap saw it.
   * @param deadline in milliseconds
   */
  hungUp(name: string, deadline?: number): Promise<ConnectionEntry>;

  /** The client id that `connect` gives to a client of this name. */
  clientId(name: string): string;

  /** Address of the tap in front of an endpoint; default: the usual one. */
  tapped(scheme?: Scheme): Promise<string>;

  /**
   * Starts a client's program, which finds the broker at the address of a tap ({@link tapped}). It is ended with the run, if it
   * has not ended before.
   * @param whose the client and its version, e.g. `paho-mqtt 2.1.0`: another one may rightly send other packets than were recorded
   */
  program(whose: string, command: Command): RunningProgram;

  /** Address of a new tap in front of an endpoint of another broker, which nobody cleans up after the run. */
  tappedElsewhere(url: string, tls?: EndpointTls): Promise<string>;

  /** Address of the broker itself, past the tap: for what is no MQTT. */
  endpoint(scheme: Scheme): string;

  /** How long the broker is waited for before its silence counts. */
  readonly patience: Patience;

  /** The same with another broker. */
  patienceWith(broker: Broker): Patience;

  /** Lets time pass; only for what is about time itself. */
  letPass(milliseconds: number, what: Text): Promise<void>;

  /**
   * Everything `inbox` received before a fence from `publisher` on `topic` at `qos` came through, and was not taken
   * yet. Give it the publisher and QoS of what it fences, and a topic that the inbox's client subscribes to.
   */
  fence(inbox: Inbox, publisher: MqttClient, topic: string, qos: 0 | 1 | 2): Promise<Message[]>;

  /**
   * Everything `inbox` received before a retained fence that `client` subscribes to now. Brokers may send what is
   * retained on another path than what is published, so only a retained message can prove that no other is coming.
   */
  retainedFence(inbox: Inbox, client: MqttClient, publisher: MqttClient): Promise<Message[]>;

  /** One narrated part of the lab; `title` is shown when it begins. */
  step<T>(title: Text, body: () => Promise<T>): Promise<T>;

  /** A sentence about what was just seen. */
  note(text: Text): void;

  /** A sentence about how the run went, told wherever its results are: that a broker took two starts, say. */
  noteWithResults(text: Text): void;

  /**
   * Judges one of the lab's claims.
   * @param expected a value, an object of the fields that matter, or a condition such as `between(1500, 3000)`
   * @param see what was seen; a deadline that passes in it breaks the claim
   */
  claim(id: ClaimId, expected: unknown, see: unknown | (() => unknown)): Promise<void>;

  /** Records how this broker does something that the specification leaves open. */
  observe(id: string, says: Text, seen: unknown): void;
}

export interface LabDefinition<C extends Claims = Claims> {
  /** Its folder's name, e.g. `03-retain`. */
  readonly id: string;
  readonly title: Text;
  readonly claims: C;
  /** Protocol versions under which it is about time itself: it takes seconds, whatever the broker. */
  readonly aboutTime?: readonly ProtocolVersion[];
  run(lab: Lab<Extract<keyof C, string>>): Promise<void>;
}

/** Declares a lab; the claims it must judge are known before it runs. */
export const defineLab = <const C extends Record<string, ClaimDefinition>>(
  definition: LabDefinition<C>,
): LabDefinition<C> => definition;

/** The claims a lab makes under a protocol version. */
export const claimsUnder = (lab: LabDefinition, version: ProtocolVersion): string[] =>
  Object.entries(lab.claims)
    .filter(([, claim]) => claim.statements[version] !== undefined)
    .map(([id]) => id);

/** All claims of a lab, each with its id. */
export const claimsOf = (lab: LabDefinition): Claim[] =>
  Object.entries(lab.claims).map(([id, claim]) => ({ id, ...claim }));
