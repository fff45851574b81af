import { codes } from '../protocol/codes.ts';
import type { Mangle } from '../wire/mangling/mangle.ts';
import { changesConnack } from './faults.ts';

/** The maximum packet size, in bytes. */
const MAXIMUM = 1_000;

/** Names a maximum packet size in CONNACK. */
export const telling: Mangle = changesConnack((connack) => ({
  ...connack,
  properties: { ...connack.properties, maximumPacketSize: MAXIMUM },
}));

/** Names a maximum packet size, and closes the connection of a client that exceeds it, because aedes has no such limit. */
export const limiting: Mangle = (packet, direction, passage) => {
  if (direction === 'to-client' || passage.bytes.length <= MAXIMUM)
    return telling(packet, direction, passage);
  passage.tell({ cmd: 'disconnect', reasonCode: codes.packetTooLarge });
  passage.hangUp();
  return [];
};
