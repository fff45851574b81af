import type { Setup } from '../brokers/setup/setup.ts';

/** Changes the setup that a broker was asked for. */
export type ChangesSetup = (setup: Setup) => Setup;

export const withoutUsers: ChangesSetup = ({ users: _, acl: __, ...setup }) => setup;

export const withoutRules: ChangesSetup = ({ acl: _, ...setup }) => setup;

/** Shows this certificate, and asks clients for none. */
export const withCertificate =
  (server: NonNullable<Setup['tls']>['server']): ChangesSetup =>
  (setup) => ({ ...setup, tls: { server } });

/** Trusts client certificates of another authority; without one, asks clients for no certificate. */
export const trusting =
  (clientAuthority?: string): ChangesSetup =>
  ({ tls, ...setup }) => ({
    ...setup,
    ...(tls && { tls: { server: tls.server, ...(clientAuthority !== undefined && { clientAuthority }) } }),
  });
