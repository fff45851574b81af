import type { KeyPair } from './certificates.ts';

/** A user of a broker that asks for a name and a password. */
export interface User {
  readonly username: string;
  readonly password: string;
}

/** What a user may do; nothing else is allowed. */
export interface AclRule {
  readonly user: string;
  readonly may: 'publish' | 'subscribe';
  /** Topic filter. */
  readonly filter: string;
}

/** The TLS endpoint of a broker, in addition to its other endpoints. */
export interface TlsSetup {
  /** The certificate and key of the server. */
  readonly server: KeyPair;
  /** PEM of the authority that must have signed a client's certificate. Without it, clients need no certificate. */
  readonly clientAuthority?: string;
}

/** The setup of a broker that a claim starts for itself; plain data. Parts that are left out are as in the shared broker. */
export interface Setup {
  readonly tls?: TlsSetup;
  /** The only users that may connect. The harness connects as the first one to check that the broker answers. */
  readonly users?: readonly User[];
  readonly acl?: readonly AclRule[];
  /** Seconds. A client that asks for more gets this as the Server Keep Alive in CONNACK (MQTT 5). */
  readonly maximumKeepAlive?: number;
  /** Retained messages and sessions survive a restart. */
  readonly persistence?: true;
}
