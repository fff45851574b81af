import type { Text } from '../base/text.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Command } from './program.ts';

/** What a client is told to do in one connection, whichever client it is. What is left out is the client's own choice. */
export interface Job {
  /** Address of the broker, or of a tap in front of it: `mqtt://127.0.0.1:1883`. */
  readonly url: string;
  readonly protocolVersion?: ProtocolVersion;
  readonly topic: string;
  readonly qos: 0 | 1 | 2;
  readonly clientId?: string;
  /** Asks the broker for a session that outlives the connection; needs a client id. */
  readonly keepSession?: boolean;
}

/** Publishes and ends. */
export interface PublishJob extends Job {
  readonly payload: string;
  readonly retain?: boolean;
  /** So many times; once if left out. */
  readonly times?: number;
  /** Milliseconds between two of them. */
  readonly every?: number;
}

/** Subscribes, writes down each message it receives, and ends after so many of them. */
export interface SubscribeJob extends Job {
  /** A client that cannot count goes on until it is stopped. */
  readonly count: number;
}

/** A message as the client wrote it down. */
export interface Received {
  readonly topic: string;
  readonly payload: string;
  readonly qos: number;
  readonly retain: boolean;
}

/** A client as it was found on this machine. */
export interface FoundClient {
  /** As it says itself, e.g. `2.1.0`. */
  readonly version: string;
  /** How it is run: a program and its path, a container and its image. */
  readonly origin: Text;
  /** The QoS that its subscriber bears under a protocol version, and why it is not 2. */
  readonly subscribesAtMost?: (
    version: ProtocolVersion,
  ) => { readonly qos: 0 | 1; readonly why: Text } | undefined;
  publish(job: PublishJob): Command;
  subscribe(job: SubscribeJob): Command;
  /** The messages in the lines that a subscriber wrote, in order. */
  received(lines: readonly string[]): Received[];
}

/** Why a client is not here, and the one thing to type that mends it. */
export interface MissingClient {
  readonly missing: Text;
  readonly advice: Text;
}

/**
 * A client that this project knows by name. It has a folder of its own, and this is its description: names, help texts and
 * columns are derived from the list of kinds.
 */
export interface ClientKind<Name extends string = string> {
  /** As in `--client NAME`. */
  readonly name: Name;
  /** As its makers write it. */
  readonly title: string;
  /** Environment variables that change which one is found, for the help texts. */
  readonly variables: readonly string[];
  /** A library, which is run in small programs of its folder: how they end is not its doing. */
  readonly isLibrary?: true;
  /** Whether its publisher goes on for as often as its job says. */
  readonly repeats: boolean;
  /** Looks for it. Never throws: what is not here is said. */
  find(environment?: NodeJS.ProcessEnv): Promise<FoundClient | MissingClient>;
}

/** Declares a kind, with its name as a type. */
export const clientKind = <const Name extends string>(kind: ClientKind<Name>): ClientKind<Name> => kind;
