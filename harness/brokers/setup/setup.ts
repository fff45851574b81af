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

/** How a broker listens with TLS, beside its other endpoints. */
export interface TlsSetup {
  /** What it shows of itself. */
  readonly server: KeyPair;
  /** PEM of the authority that has to vouch for a client's certificate. Without it, none is asked for. */
  readonly clientAuthority?: string;
}

/** How a broker is set up that a claim has to itself; plain data. What is left out is as in the shared one. */
export interface Setup {
  readonly tls?: TlsSetup;
  /** Nobody else may connect; the first of them is who it is asked with whether it is up. */
  readonly users?: readonly User[];
  readonly acl?: readonly AclRule[];
  /** Seconds; who asks for more is told this in CONNACK (MQTT 5). */
  readonly maximumKeepAlive?: number;
  /** What it retains and its sessions survive a restart. */
  readonly persistence?: true;
}
