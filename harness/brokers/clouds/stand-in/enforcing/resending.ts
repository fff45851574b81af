import type { Restriction } from '../restriction.ts';
import { stateless, toClient } from '../restriction.ts';

/** Resends without the DUP flag, against [MQTT-3.3.1-1]. */
export const withoutDup = (): Restriction =>
  stateless(
    'dup',
    { en: 'a message that is sent again has no DUP flag', ja: '再送されるメッセージに DUP フラグがない' },
    toClient('publish', (publish) => (publish.dup ? { ...publish, dup: false } : publish)),
  );

/** Resends under another packet id, against [MQTT-4.4.0-1]. */
export const otherPacketIds = (): Restriction => ({
  name: 'packetIdAtResending',
  says: {
    en: 'a message that is sent again has another packet id',
    ja: '再送されるメッセージのパケット ID が変わる',
  },
  begin: () => () => {
    /** By the id that the client sees: the one that the broker behind uses. */
    const originals = new Map<number, number>();
    // From above: the broker behind counts from 1.
    let next = 0xffff;
    return (packet, direction, { bytes }) => {
      const { messageId = 0 } = packet ?? {};
      if (packet?.cmd === 'publish' && direction === 'to-client' && packet.dup && packet.qos === 1) {
        originals.set(next, messageId);
        return { ...packet, messageId: next-- };
      }
      const original = direction === 'to-broker' ? originals.get(messageId) : undefined;
      if (packet?.cmd !== 'puback' || original === undefined) return packet ?? bytes;
      originals.delete(messageId);
      return { ...packet, messageId: original };
    };
  },
});
