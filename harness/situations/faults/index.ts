import type { FaultyClient } from '../faulty-client.ts';
import { acknowledgeFaults } from './acknowledge.ts';
import { authenticationFaults } from './authentication.ts';
import { certificateFaults } from './certificates.ts';
import { connectFaults } from './connect.ts';
import { endingFaults } from './ending.ts';
import { identifierFaults } from './identifiers.ts';
import { limitFaults } from './limits.ts';
import { packetFaults } from './packets.ts';
import { resendFaults } from './resend.ts';
import { subscribingFaults } from './subscribing.ts';

/** Clients that break the claims about clients. */
export const faultyClients: readonly FaultyClient[] = [
  ...connectFaults,
  ...authenticationFaults,
  ...packetFaults,
  ...subscribingFaults,
  ...identifierFaults,
  ...acknowledgeFaults,
  ...resendFaults,
  ...limitFaults,
  ...endingFaults,
  ...certificateFaults,
];
