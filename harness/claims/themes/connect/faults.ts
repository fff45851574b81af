import type { Packet } from 'mqtt-packet';
import { changesConnack, each, type Faulty, faulty, reads, welcomes } from '../../../faulty/faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';

/** Sends CONNACK after the first queued message. */
const greetsLate = (): Mangle => {
  let held: Packet | undefined;
  return (packet, direction) => {
    if (packet?.cmd === 'connack' && packet.sessionPresent) {
      held = packet;
      return [];
    }
    if (packet?.cmd !== 'publish' || direction !== 'to-client' || held === undefined) return packet;
    const connack = held;
    held = undefined;
    return [packet, connack];
  };
};

const hearsConnectOnce = (): Mangle => {
  const connected = new Set<number>();
  return (packet, _direction, { connection }) => {
    if (packet?.cmd !== 'connect') return packet;
    const again = connected.has(connection);
    connected.add(connection);
    return again ? [] : packet;
  };
};
/** Brokers that break the claims about connecting. */
export const connectFaults: readonly Faulty[] = [
  ...each(
    [
      'connect.fixed-header-flags',
      'connect.reserved-flag',
      'connect.will-qos-3',
      'connect.will-qos-without-will',
      'connect.will-retain-without-will',
      'connect.password-without-user-name',
      'connect.client-id-ill-formed',
      'connect.client-id-null',
      'connect.cut-short',
      'connect.protocol-level',
      'connect.protocol-name',
      'connect.empty-client-id-not-clean',
    ],
    'welcomes everybody',
    () => welcomes,
  ),
  ...each(
    ['connect.first-packet-pingreq', 'connect.first-packet-publish', 'connect.first-packet-subscribe'],
    'overlooks what comes before CONNECT',
    () =>
      (packet, direction, { clientId }) =>
        direction === 'to-broker' && clientId === '' ? [] : packet,
  ),
  faulty('connect.second', 'overlooks a second CONNECT', hearsConnectOnce),
  faulty('connect.long-client-id', 'refuses long names', () =>
    changesConnack((connack, { clientId }) =>
      clientId.length < 23 ? connack : { ...connack, returnCode: 2, reasonCode: 0x85 },
    ),
  ),
  faulty('connect.empty-client-id', 'gives everybody without a name the same', () =>
    reads((connect) => ({ ...connect, clientId: connect.clientId || 'nobody' })),
  ),
  faulty('connect.assigned-client-id', 'gives names and tells nobody', () =>
    changesConnack(({ properties: _, ...connack }) => connack),
  ),
  faulty('connect.session-not-present', 'claims to remember a stranger', () =>
    changesConnack((connack) => ({ ...connack, sessionPresent: true })),
  ),
  ...each(
    ['connect.session-present', 'connect.session-without-subscription'],
    'does not say that it remembers',
    () => changesConnack((connack) => ({ ...connack, sessionPresent: false })),
  ),
  faulty('connect.session-present-clean', 'keeps the session of who starts clean', () =>
    reads((connect) => ({ ...connect, clean: false })),
  ),
  faulty('connect.connack-first', 'delivers before it sends CONNACK', greetsLate),
  faulty(
    'connect.one-connack',
    'sends CONNACK twice',
    () => (packet) => (packet?.cmd === 'connack' ? [packet, packet] : packet),
  ),
];
