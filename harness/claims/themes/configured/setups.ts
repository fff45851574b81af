import { Authority, type KeyPair } from '../../../brokers/setup/certificates.ts';
import type { AclRule, Setup, User } from '../../../brokers/setup/setup.ts';
import type { Bench } from '../../bench.ts';

/** The users of brokers that require a user name. */
export const alice: User = { username: 'alice', password: 'wonderland' };
export const admin: User = { username: 'admin', password: 'looking glass' };

/** Fields of CONNECT for a user. */
export const as = ({ username, password }: User) => ({ username, password: Buffer.from(password) });

/** A topic of this run that alice may use. */
export const openTopic = (bench: Bench, name: string): string => `open/${bench.clientId('run')}/${name}`;
/** A topic of this run that only the admin may use. */
export const closedTopic = (bench: Bench, name: string): string => `closed/${bench.clientId('run')}/${name}`;

const acl: readonly AclRule[] = [
  { user: admin.username, may: 'publish', filter: '#' },
  { user: admin.username, may: 'subscribe', filter: '#' },
  { user: alice.username, may: 'publish', filter: 'open/#' },
  { user: alice.username, may: 'subscribe', filter: 'open/#' },
];

export interface Certificates {
  /** PEM of the authority that signed all of these except `stranger`. */
  readonly authority: string;
  readonly otherAuthority: string;
  /** For 127.0.0.1 and localhost. */
  readonly server: KeyPair;
  /** For another host, {@link elsewhere}. */
  readonly otherServer: KeyPair;
  readonly client: KeyPair;
  /** Signed by another authority. */
  readonly stranger: KeyPair;
}

export const elsewhere = 'elsewhere.example';

let made: Promise<Certificates> | undefined;

/** The certificates, made once in this process. Only the files of a broker contain them. */
export function certificates(): Promise<Certificates> {
  made ??= make();
  return made;
}

async function make(): Promise<Certificates> {
  const [authority, other] = await Promise.all([Authority.create('ours'), Authority.create('theirs')]);
  const here = [
    { type: 'ip', value: '127.0.0.1' },
    { type: 'dns', value: 'localhost' },
  ] as const;
  const [server, otherServer, client, stranger] = await Promise.all([
    authority.issue({ commonName: 'localhost', names: here }),
    authority.issue({ commonName: elsewhere, names: [{ type: 'dns', value: elsewhere }] }),
    authority.issue({ commonName: 'client' }),
    other.issue({ commonName: 'stranger' }),
  ]);
  return { authority: authority.cert, otherAuthority: other.cert, server, otherServer, client, stranger };
}

/** A setup with TLS, users with passwords and rules for each user, so that most claims share one broker. */
export async function secured(): Promise<Setup> {
  const { server } = await certificates();
  return { tls: { server }, users: [admin, alice], acl };
}

/** A broker whose certificate is for another name. */
export async function misnamed(): Promise<Setup> {
  const { otherServer } = await certificates();
  return { tls: { server: otherServer } };
}

/** A broker that requires a client certificate over TLS. */
export async function mutual(): Promise<Setup> {
  const { server, authority } = await certificates();
  return { tls: { server, clientAuthority: authority } };
}
