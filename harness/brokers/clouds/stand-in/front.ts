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
  /** The key that signs tokens of devices, in Base64, if that is how they log in. */
  readonly key?: string;
  /** The topics of the lines to paste. */
  readonly topics: { readonly publish: string; readonly subscribe: string };
}

/** The topics of the lines to paste, where a cloud has no topics of its own. */
export const anyTopics = { publish: 'office/door', subscribe: 'office/#' } as const;

/** How clients from outside log in to a stand-in. */
export interface Entrance {
  /** Whether TLS asks for a client certificate. */
  readonly asksForCertificate: boolean;
  /** What the lines to paste say. */
  readonly entry: Entry;
  /** Refuses clients that say something else. */
  readonly login: Restriction;
}

/** How clients from outside reach and enter a stand-in: as they do the cloud, by TLS only. */
export interface Front extends Entrance {
  readonly mqtts: FrontPort;
  readonly wss: FrontPort;
  /** The protocols that a client may offer in TLS. */
  readonly alpn: readonly string[];
  /** Whether TLS 1.3 is not spoken. */
  readonly isOnlyTls12?: true;
}
