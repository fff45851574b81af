import type { Restriction } from './restriction.ts';

/** A port of the stand-in for clients from outside, with TLS. */
export interface FrontPort {
  /** The port on 127.0.0.1. */
  readonly port: number;
  /** The port that clients of the cloud itself use. */
  readonly ofCloud: number;
}

/** What a client says in CONNECT to be let in. Nothing here is secret: it is made for one run of a stand-in. */
export interface Entry {
  /** The client id; undefined if any will do. */
  readonly clientId?: string;
  readonly username?: string;
  readonly password?: string;
}

/** How clients from outside reach and enter a stand-in: as the cloud, by TLS only. */
export interface Front {
  readonly mqtts: FrontPort;
  readonly wss: FrontPort;
  /** Whether TLS asks for a client certificate. */
  readonly asksForCertificate: boolean;
  /** The protocols that a client may offer in TLS. */
  readonly alpn: readonly string[];
  /** What the lines to paste say. */
  readonly entry: Entry;
  /** Refuses who does not say it. */
  readonly login: Restriction;
}
