import type { IPublishPacket } from 'mqtt-packet';
import type { Mangle, Passage } from '../../../wire/mangling/mangle.ts';

/**
 * Withholds messages from the client of one connection, and acknowledges them to the broker in the client's place.
 * @param isWithheld asked once for each message to the client
 */
export function withholding(isWithheld: (publish: IPublishPacket, passage: Passage) => boolean): Mangle {
  const unreleased = new Set<number>();
  return (packet, direction, passage) => {
    const { bytes, pretend } = passage;
    if (direction === 'to-broker') return packet ?? bytes;
    const messageId = packet?.messageId ?? 0;
    if (packet?.cmd === 'pubrel' && unreleased.delete(messageId)) {
      pretend({ cmd: 'pubcomp', messageId });
      return [];
    }
    if (packet?.cmd !== 'publish' || !isWithheld(packet, passage)) return packet ?? bytes;
    if (packet.qos === 1) pretend({ cmd: 'puback', messageId });
    if (packet.qos === 2) {
      unreleased.add(messageId);
      pretend({ cmd: 'pubrec', messageId });
    }
    return [];
  };
}
