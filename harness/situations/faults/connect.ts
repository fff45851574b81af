import type { FaultyClient } from '../faulty-client.ts';
import { hex } from '../hex.ts';
import { doubles, faulty, sends } from './making.ts';

/** A 3.1.1 CONNECT with Clean Session 0 and an empty client id; mqtt-packet refuses to write it. */
const withoutClientId = Buffer.from('100c00044d5154540400001e0000', 'hex');

/** CONNECT of the client `client` with the reserved flag. */
const reservedFlag = {
  4: '10 12 0004 4d515454 04 03 001e 0006 636c69656e74',
  5: '10 13 0004 4d515454 05 03 001e 00 0006 636c69656e74',
};

/** CONNECT of the client `client` with the will `xx`, at QoS 3. */
const willQoS3 = {
  4: '10 1a 0004 4d515454 04 1e 001e 0006 636c69656e74 0002 7878 0002 7878',
  5: '10 1c 0004 4d515454 05 1e 001e 00 0006 636c69656e74 00 0002 7878 0002 7878',
};

/** Clients that connect wrongly. */
export const connectFaults: readonly FaultyClient[] = [
  faulty('connect.first', 'sends PINGREQ before CONNECT', () =>
    sends('connect', (connect) => [{ cmd: 'pingreq' }, connect]),
  ),
  faulty('connect.once', 'sends CONNECT twice', () => doubles('connect')),
  faulty(
    'connect.once',
    'loses patience, and sends CONNECT again before CONNACK comes',
    () =>
      sends('connect', (connect, { send }) => {
        setTimeout(() => send(connect), 500);
        return connect;
      }),
    { situations: ['connack.late'] },
  ),
  faulty(
    'connect.flags',
    'sets the reserved flag when it connects again',
    (protocolVersion) =>
      sends('connect', (connect, { number }) =>
        number === 1 ? connect : hex(protocolVersion === 5 ? reservedFlag[5] : reservedFlag[4]),
      ),
    { situations: ['session.cut'] },
  ),
  faulty('connect.flags', 'has a will at QoS 3', (protocolVersion) =>
    sends('connect', () => hex(protocolVersion === 5 ? willQoS3[5] : willQoS3[4])),
  ),
  faulty(
    'connect.flags',
    'has a password without a user name',
    () => sends('connect', () => hex('10 16 0004 4d515454 04 42 001e 0006 636c69656e74 0002 7878')),
    { protocolVersions: [4] },
  ),
  faulty('connect.empty-id-clean', 'asks for its session to be kept without a client id', () =>
    sends('connect', () => withoutClientId),
  ),
  faulty('connect.session-not-asked-for', 'goes on with a session that it did not ask for', () => ({
    connect: { clean: true },
    hears: (packet) =>
      packet.type === 'CONNACK' ? { ...packet, fields: { ...packet.fields, sessionPresent: false } } : packet,
  })),
];
