import { codes } from '../../../../protocol/codes.ts';
import { disconnect } from '../answers.ts';
import type { Restriction } from '../restriction.ts';

/** Closes the connection of a client that sends a packet before it has CONNACK, which MQTT allows [MQTT 5, 3.1.4]. */
export const waitsForConnack = (): Restriction => ({
  name: 'waitsForConnack',
  says: {
    en: 'a client waits for CONNACK before it sends anything',
    ja: 'クライアントは CONNACK を待ってから送る',
  },
  begin: () => () => {
    let isConnected = false;
    return (packet, direction, passage) => {
      if (direction === 'to-client' && packet?.cmd === 'connack') isConnected = true;
      const isEarly = direction === 'to-broker' && packet?.cmd !== 'connect' && !isConnected;
      return isEarly ? disconnect(passage, codes.unspecified) : (packet ?? passage.bytes);
    };
  },
});
