import type { ProtocolVersion } from '../protocol/version.ts';
import type { StartClient } from './client-under-test.ts';

/** A client that breaks one rule on purpose, to prove that its claim can fail. */
export interface FaultyClient {
  /** Id of the claim that must notice it. */
  readonly breaks: string;
  /** What it does, in English: `resends with DUP 0`. */
  readonly does: string;
  /** Ids of the situations in which it breaks the rule; by default those of the claim. */
  readonly situations?: readonly string[];
  /** Protocol versions in which it breaks the rule; by default those of the claim. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  readonly startClient: (protocolVersion: ProtocolVersion) => StartClient;
}

/** A client that does something unusual but allowed; no claim may be broken by it. */
export interface LawfulClient {
  readonly does: string;
  /** Protocol versions that allow it; by default both. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  readonly startClient: (protocolVersion: ProtocolVersion) => StartClient;
}
