import { certificates, elsewhere, mutual } from '../../../../labs/18-security/setups.ts';
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

export { certificates, elsewhere, mutual };

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
