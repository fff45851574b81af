import type { FaultyClient } from '../faulty-client.ts';
import { faulty, sends } from './making.ts';

/** CONNECT that names an authentication method; the broker of a situation asks no question about it. */
export const byMethod = {
  properties: {
    sessionExpiryInterval: 60,
    topicAliasMaximum: 3,
    authenticationMethod: 'SCRAM-SHA-1',
    authenticationData: Buffer.from('scripted'),
  },
} as const;

/** Asks for another authentication when the client is subscribed. */
export const authenticatesAgain = (authenticationMethod: string) =>
  sends('subscribe', (subscribe) => [
    subscribe,
    { cmd: 'auth', reasonCode: REAUTHENTICATE, properties: { authenticationMethod } },
  ]);

const REAUTHENTICATE = 0x19;

/** Clients that authenticate wrongly. */
export const authenticationFaults: readonly FaultyClient[] = [
  faulty('auth.only-before-connack', 'subscribes while it is being authenticated', () => ({
    connect: byMethod,
    awaitsConnack: false,
  })),
  faulty('auth.as-connected', 'sends AUTH although its CONNECT named no method', () =>
    authenticatesAgain('SCRAM-SHA-1'),
  ),
  faulty('auth.as-connected', 'authenticates again with another method', () => ({
    connect: byMethod,
    ...authenticatesAgain('GS2-KRB5'),
  })),
];
