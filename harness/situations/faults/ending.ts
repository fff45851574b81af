import type { FaultyClient } from '../faulty-client.ts';
import { faulty, overlooks, sends } from './making.ts';

/** Clients that stop sending, or end a connection wrongly. */
export const endingFaults: readonly FaultyClient[] = [
  faulty('keep-alive.kept', 'sends no PINGREQ', () => ({
    connect: { keepalive: 1 },
    pingsAfter: () => 60_000,
  })),
  faulty('keep-alive.kept', 'sends PINGREQ at twice its keep alive', () => ({
    connect: { keepalive: 1 },
    pingsAfter: (keepAlive) => 2_000 * keepAlive + 200,
  })),
  faulty('keep-alive.of-the-broker', 'goes on with its own keep alive', () => overlooks('serverKeepAlive')),
  faulty('disconnect.nothing-after', 'sends PINGREQ after DISCONNECT', () =>
    sends('disconnect', (disconnect) => [disconnect, { cmd: 'pingreq' }]),
  ),
  faulty(
    'disconnect.closes',
    'says goodbye, and leaves the connection open',
    () => ({ whenDone: 'lingers' }),
    {
      situations: ['session.cut'],
    },
  ),
  faulty('disconnect.session-expiry', 'asks with DISCONNECT for the session that it had let go', () => ({
    connect: { properties: { sessionExpiryInterval: 0 } },
    ...sends('disconnect', (disconnect) => ({ ...disconnect, properties: { sessionExpiryInterval: 60 } })),
  })),
  faulty('errors.closes', 'takes what is malformed for nothing', () => ({ onMalformed: 'overlooks' })),
];
