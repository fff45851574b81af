import { connect } from 'node:net';
import { generate, type IPublishPacket, type Packet } from 'mqtt-packet';
import type { StartClient } from '../../../harness/situations/client-under-test.ts';

/** A program that sends these packets and ends, without waiting for an answer. */
export const hasty =
  (...packets: readonly Packet[]): StartClient =>
  ({ host, port }) => {
    const socket = connect(port, host);
    socket.on('error', () => {});
    socket.end(Buffer.concat(packets.map((packet) => generate(packet))));
    return { ended: Promise.resolve({ code: 0 }), lines: [], stop: async () => {} };
  };

export const hello: Packet = { cmd: 'connect', clientId: 'hasty' };
export const open: IPublishPacket = {
  cmd: 'publish',
  topic: 'office/door',
  payload: 'open',
  qos: 1,
  messageId: 1,
  dup: false,
  retain: false,
};
