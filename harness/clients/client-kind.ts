import type { Text } from '../base/text.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Command } from './program.ts';

/** What a client must do in one connection, the same for all clients. An absent option is the client's own choice. */
export interface Job {
  /** Address of the broker, or of a tap in front of it: `mqtt://127.0.0.1:1883`. */
  readonly url: string;
  readonly protocolVersion?: ProtocolVersion;
  readonly topic: string;
  readonly qos: 0 | 1 | 2;
  readonly clientId?: string;
  /** Asks for a session that outlives the connection; needs a client id. */
  readonly keepSession?: boolean;
}

/** Publishes and ends. */
export interface PublishJob extends Job {
  readonly payload: string;
  readonly retain?: boolean;
  /** Number of messages; by default one. */
  readonly times?: number;
  /** Interval between two messages, in ms. */
  readonly every?: number;
}

/** Subscribes, prints each received message, and ends after `count` messages. */
export interface SubscribeJob extends Job {
  /** A client that can't count runs until it is stopped. */
  readonly count: number;
}

/** A message as the client printed it. */
export interface Received {
  readonly topic: string;
  readonly payload: string;
  readonly qos: number;
  readonly retain: boolean;
}

/** A client that is installed on this machine. */
export interface FoundClient {
  /** As it reports itself, e.g. `2.1.0`. */
  readonly version: string;
  /** How it runs: a program with its path, or a container with its image. */
  readonly origin: Text;
  /** The highest QoS that its subscriber can use with a protocol version, and the reason if that is below 2. */
  readonly subscribesAtMost?: (
    version: ProtocolVersion,
  ) => { readonly qos: 0 | 1; readonly why: Text } | undefined;
  publish(job: PublishJob): Command;
  subscribe(job: SubscribeJob): Command;
  /** The messages in a subscriber's output, in order. */
  received(lines: readonly string[]): Received[];
}

/** Why a client is not available, and the command that solves it. */
export interface MissingClient {
  readonly missing: Text;
  readonly advice: Text;
}

/**
 * A client that this project knows by name. Its folder holds this description. Names, help texts and columns come from the
 * list of kinds.
 */
export interface ClientKind<Name extends string = string> {
  /** As in `--client NAME`. */
  readonly name: Name;
  /** In its makers' spelling. */
  readonly title: string;
  /** Environment variables that select another program or image, for the help texts. */
  readonly variables: readonly string[];
  /** A library. The small programs of its folder use it; how they end does not depend on it. */
  readonly isLibrary?: true;
  /** Whether its publisher can send a job's message several times. */
  readonly repeats: boolean;
  /** Looks for the client. Never throws: the result says why it is not available. */
  find(environment?: NodeJS.ProcessEnv): Promise<FoundClient | MissingClient>;
}

/** Declares a kind; its name becomes a type. */
export const clientKind = <const Name extends string>(kind: ClientKind<Name>): ClientKind<Name> => kind;
