import { endSession } from '../end-session.ts';
import { propertiesOf, type Restriction } from '../restriction.ts';
import { afterAway, Sessions } from '../sessions.ts';

/** In seconds. */
interface Expiry {
  readonly maximum?: number;
  readonly usualMaximum?: number;
  readonly under311?: number;
}

/** Shortens sessions: those of MQTT 5 as CONNACK says, those of 3.1.1, which ask for no time, to the one for all. */
export function sessionExpiry({ maximum = Infinity, usualMaximum = maximum, under311 }: Expiry): Restriction {
  const in5 = usualMaximum === Infinity ? [] : [`5: ≤ ${usualMaximum} s`];
  const values = [...(under311 === undefined ? [] : [`3.1.1: ${under311} s`]), ...in5].join(', ');
  return {
    name: 'sessionExpiry',
    says: { en: `sessions are kept for ${values}`, ja: `セッションが残る時間: ${values}` },
    begin: ({ mqtt }) => {
      const sessions = new Sessions();
      return (beginning) => {
        let shortened = false;
        sessions.watch(beginning, (session, clientId) => {
          if (under311 === undefined || session.protocolVersion === 5) return;
          afterAway(session, under311, () => endSession(mqtt, clientId));
        });
        return (packet, direction, passage) => {
          sessions.see(packet, direction, passage);
          const { bytes, protocolVersion } = passage;
          if (protocolVersion !== 5 || packet === undefined) return packet ?? bytes;
          const asked = propertiesOf(packet);
          const isLonger = (asked.sessionExpiryInterval ?? 0) > usualMaximum;
          const with5 = { ...asked, sessionExpiryInterval: usualMaximum };
          if (packet.cmd === 'connect' && direction === 'to-broker' && isLonger) {
            shortened = true;
            return { ...packet, properties: with5 };
          }
          if (packet.cmd === 'disconnect' && direction === 'to-broker' && isLonger) {
            return { ...packet, properties: with5 };
          }
          if (packet.cmd === 'connack' && shortened) return { ...packet, properties: with5 };
          return packet;
        };
      };
    },
  };
}
