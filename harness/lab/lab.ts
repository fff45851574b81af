import type { IClientOptions, IConnackPacket, MqttClient } from 'mqtt';
import type { Patience } from '../base/patience.ts';
import { asText, type Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Setup } from '../brokers/setup/setup.ts';
import type { Command, RunningProgram } from '../clients/program.ts';
import type { EndpointTls, Scheme } from '../protocol/endpoint.ts';
import type { ConnectionEntry } from '../protocol/packet.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Tap } from '../wire/tap/tap.ts';
import type { Trace } from '../wire/trace/trace.ts';
import type { Claim, ClaimDefinition, Claims } from './claim.ts';
import type { Inbox, Message } from './inbox.ts';
import type { Matter } from './matters.ts';

export interface ConnectOptions {
  /** The endpoint; default: `mqtt`. */
  readonly via?: Scheme;
  /** The lab expects the broker to close this connection; otherwise that ends the lab. */
  readonly mayClose?: boolean;
}

/** A broker that a lab has started with a setup of its own. Nothing is removed from it after the run: use the run's topics. */
export interface LabBroker {
  /**
   * As {@link Lab.connect}, on this broker and with no credentials except those in `options`. Over `mqtts`, the client itself speaks
   * TLS: its `ca`, `cert`, `key` and `servername` are MQTT.js options, and the tap sees bytes pass, but no packets.
   */
  connect(name: string, options?: IClientOptions, how?: ConnectOptions): Promise<MqttClient>;

  /** Address of the tap in front of one of its endpoints, for a client's program; default: `mqtt`. Over `mqtts`, the tap sees bytes pass, but no packets. */
  tapped(scheme?: Scheme): Promise<string>;
}

/** The title of a step, and the question that the audience is asked before the step (without its answer). */
export interface StepWords extends Text {
  readonly question?: Text;
}

/** The tools of a running lab. Clients are MQTT.js clients; nothing here wraps MQTT. */
export interface Lab<ClaimId extends string = string> {
  readonly broker: Pick<Broker, 'name' | 'version' | 'origin' | 'capabilities' | 'credentials' | 'endpoints'>;
  readonly protocolVersion: ProtocolVersion;

  /** The tap between all clients and the broker, on which a lab arms faults. Every armed fault must fire. */
  readonly network: Pick<Tap, 'lose' | 'hold' | 'delay' | 'duplicate' | 'cut' | 'freeze' | 'cutNow'>;
  /** The tap in front of another endpoint: for faults on the connections of clients that use it. */
  networkOf(scheme: Scheme): Promise<Lab['network']>;
  /** Every packet of this run, in order. */
  readonly trace: Trace;

  /** The topic or filter with the prefix of this run. */
  topic(name: string): string;

  /**
   * A connected MQTT.js client (CONNACK received). It does not reconnect unless `reconnectPeriod` says so.
   * @param name the name of the client in this lab: shown in traces, part of the client id
   * @param options MQTT.js options, by their own names
   */
  connect(name: string, options?: IClientOptions, how?: ConnectOptions): Promise<MqttClient>;

  /** The last CONNACK that the client received. */
  connack(client: MqttClient): IConnackPacket;

  /** All messages that the client received. */
  inbox(client: MqttClient): Inbox;

  /**
   * Resolves at the next `event` of this client. Call it before the action that causes the event.
   * @param deadline in milliseconds
   */
  event(client: MqttClient, event: 'connect' | 'close', deadline?: number): Promise<void>;

  /**
   * Resolves when the tap sees that the broker closes a connection of the client for the first time.
   * @param deadline in milliseconds
   */
  hungUp(name: string, deadline?: number): Promise<ConnectionEntry>;

  /**
   * Resolves when the broker, too, has closed the connections that the client has ended. Only then has it surely read the client's
   * last packets: it may accept another client with the same id before that.
   */
  ended(name: string): Promise<void>;

  /** The client id that `connect` gives to a client of this name. */
  clientId(name: string): string;

  /** Address of the tap in front of an endpoint; default: `mqtt`. */
  tapped(scheme?: Scheme): Promise<string>;

  /**
   * Starts a client's program, which connects to the address of a tap ({@link tapped}). It is stopped at the end of the run, if
   * not before.
   * @param whose the client and its version, e.g. `paho-mqtt 2.1.0`. Another client or version may send other packets than the
   * recording shows.
   */
  program(whose: string, command: Command): RunningProgram;

  /**
   * Adds a program that the lab has started itself, such as a browser.
   * @param whose as for {@link program}
   * @param stop called at the end of the run
   * @throws Error if the run is over
   */
  takesPart(whose: string, stop: () => Promise<void>): void;

  /** Whether this project started the broker, and so can start others of its kind. */
  readonly setsUpBrokers: boolean;

  /** Whether this run is shown on the stage, now or as the recording of the lab: what does not fit there may be left out. */
  readonly isForStage: boolean;

  /**
   * Starts another broker of the same kind: with TLS, users, or access rules. Runs that ask for the same setup may
   * share it. Its packets are in the trace of the run.
   * @throws CannotRunError `no-own-broker` unless {@link setsUpBrokers}, or why it did not start
   * @throws UnsupportedError for a setup that this project cannot make with brokers of this kind
   */
  brokerWith(setup: Setup): Promise<LabBroker>;

  /** Whether the broker is known as a cloud, or as the stand-in of one. */
  readonly isCloud: boolean;

  /**
   * The run's own broker once more, behind a proxy that enforces the documented limits of a cloud. Its packets are in the trace of
   * the run.
   * @param name a cloud that this project knows by name, e.g. `aws-iot-core`
   * @throws CannotRunError `no-such-endpoint` if the broker has no endpoint without TLS
   */
  inCloud(name: string): Promise<LabBroker>;

  /** Address of a new tap in front of an endpoint of another broker. Nothing is removed from that broker after the run. */
  tappedElsewhere(url: string, tls?: EndpointTls): Promise<string>;

  /** Address of the broker itself, without the tap, for traffic that is not MQTT. */
  endpoint(scheme: Scheme): string;

  /** How long the lab waits for the broker before its silence counts. */
  readonly patience: Patience;

  /** The same with another broker. */
  patienceWith(broker: Broker): Patience;

  /** Waits. Only for claims about time itself. */
  letPass(milliseconds: number, what: Text): Promise<void>;

  /**
   * All messages that `inbox` received before a fence from `publisher` on `topic` at `qos`, and that were not taken yet. Use
   * the publisher and the QoS of the messages in question, and a topic that the inbox's client subscribes to.
   */
  fence(inbox: Inbox, publisher: MqttClient, topic: string, qos: 0 | 1 | 2): Promise<Message[]>;

  /**
   * All messages that `inbox` received before a retained fence, to which `client` subscribes now. Brokers may send retained
   * messages on another path than published ones, so only a retained message can prove that no other one is coming.
   */
  retainedFence(inbox: Inbox, client: MqttClient, publisher: MqttClient): Promise<Message[]>;

  /** One narrated part of the lab; its title is shown when it begins. */
  step<T>(words: StepWords | string, body: () => Promise<T>): Promise<T>;

  /** A sentence about what was just seen. */
  note(text: Text | string): void;

  /** A sentence about the run itself, shown with its results: for example, that the broker needed two starts. */
  noteWithResults(text: Text): void;

  /**
   * Judges one of the lab's claims.
   * @param expected a value, an object of the fields that matter, or a condition such as `between(1500, 3000)`
   * @param see returns the seen value; if a deadline passes in it, the claim is broken
   */
  claim(id: ClaimId, expected: unknown, see: unknown | (() => unknown)): Promise<void>;

  /** Records how this broker does something that the specification leaves open. */
  observe(id: string, says: Text, seen: unknown): void;
}

/** The numbers that sum up a run. Each is the value that a claim saw in this run, also if it expected another one. */
export interface Score<ClaimId extends string = string> {
  /** What the numbers count. */
  readonly says: Text;
  /** A label for each number, by the claim that saw the number, in this order. */
  readonly figures: Readonly<Partial<Record<ClaimId, Text>>>;
}

export interface LabDefinition<C extends Claims = Claims> {
  /** The name of its folder, e.g. `03-retain`. */
  readonly id: string;
  readonly title: Text;
  readonly claims: C;
  /** The time to read its guide and run it, without its tasks. */
  readonly minutes?: number;
  /** The numbers that are shown at the end of a run. */
  readonly score?: Score<Extract<keyof C, string>>;
  /** What a terminal shows of it, besides what the statements of its claims are about. */
  readonly shows?: readonly Matter[];
  /** What a terminal folds, although its claims cite statements about it. */
  readonly hides?: readonly Matter[];
  /** Steps that go beyond the talk: where several labs are shown at a glance, only their titles and claims are. */
  readonly asides?: readonly number[];
  /** Protocol versions under which it is about time itself, and so takes seconds on every broker. */
  readonly aboutTime?: readonly ProtocolVersion[];
  /**
   * Clients in its diagrams from left to right, `broker` among them; default: those that publish, the broker, the others.
   * `twin #1` and `twin #2` are two connections at a time of one client id.
   */
  readonly lanes?: readonly string[];
  run(lab: Lab<Extract<keyof C, string>>): Promise<void>;
}

/** A claim as a lab declares it. A user's own lab need not cite statements, and may be in one language. */
export type DeclaredClaim = Partial<Omit<ClaimDefinition, 'says'>> & { readonly says: Text | string };

/** A lab as it is declared. */
export interface DeclaredLab<C extends Readonly<Record<string, DeclaredClaim>>>
  extends Omit<LabDefinition, 'title' | 'claims' | 'run'> {
  readonly title: Text | string;
  readonly claims?: C;
  run(lab: Lab<Extract<keyof C, string>>): Promise<void>;
}

/** Declares a lab; the claims it must judge are known before it runs. A claim without statements holds for every version. */
export const defineLab = <const C extends Record<string, DeclaredClaim> = Record<never, never>>({
  title,
  claims,
  ...rest
}: DeclaredLab<C>): LabDefinition<{ [Id in keyof C]: ClaimDefinition }> => ({
  ...rest,
  title: asText(title),
  claims: Object.fromEntries(
    Object.entries(claims ?? {}).map(([id, { says, statements = { 4: [], 5: [] }, ...claim }]) => [
      id,
      { ...claim, statements, says: asText(says) },
    ]),
    // Object.fromEntries forgets the names.
  ) as { [Id in keyof C]: ClaimDefinition },
});

/** The claims a lab makes under a protocol version. */
export const claimsUnder = (lab: LabDefinition, version: ProtocolVersion): string[] =>
  Object.entries(lab.claims)
    .filter(([, claim]) => claim.statements[version] !== undefined)
    .map(([id]) => id);

/** All claims of a lab, each with its id. */
export const claimsOf = (lab: LabDefinition): Claim[] =>
  Object.entries(lab.claims).map(([id, claim]) => ({ id, ...claim }));
