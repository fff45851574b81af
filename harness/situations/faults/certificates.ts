import type { FaultyClient } from '../faulty-client.ts';
import { faulty } from './making.ts';

const trusting = () => ({ tls: { rejectUnauthorized: false } });

/** Clients that accept invalid certificates. */
export const certificateFaults: readonly FaultyClient[] = [
  faulty('certificate.authority', 'trusts every authority', trusting),
  faulty('certificate.host-name', 'does not compare the name in a certificate', () => ({
    tls: { checkServerIdentity: () => undefined },
  })),
  faulty('certificate.validity', 'trusts certificates for ever', trusting),
];
