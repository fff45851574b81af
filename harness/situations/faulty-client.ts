import type { ProtocolVersion } from '../protocol/version.ts';
import type { Cast } from './cast.ts';

/** A client that breaks one promise on purpose, to prove that its claim can fail. */
export interface FaultyClient {
  /** Id of the claim that has to notice it. */
  readonly breaks: string;
  /** What it does, in English: `resends with DUP 0`. */
  readonly does: string;
  /** Ids of the situations in which it breaks it; those that the claim names if left out. */
  readonly situations?: readonly string[];
  /** Versions of MQTT in which it breaks it; those that the claim speaks of if left out. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  readonly cast: (protocolVersion: ProtocolVersion) => Cast;
}

/** A client that does something unusual that is allowed, and may not be accused by any claim. */
export interface LawfulClient {
  readonly does: string;
  /** Versions of MQTT that allow it; both if left out. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  readonly cast: (protocolVersion: ProtocolVersion) => Cast;
}
