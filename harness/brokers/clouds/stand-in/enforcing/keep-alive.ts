import type { Restriction } from '../restriction.ts';

/** In seconds; 0, which turns keep alive off, is above the maximum. */
interface Range {
  readonly minimum?: number;
  readonly maximum: number;
}

const within = (asked: number, { minimum = 0, maximum }: Range): number =>
  asked === 0 ? maximum : Math.min(Math.max(asked, minimum), maximum);

/** Uses another keep alive than the client asked for. CONNACK of MQTT 5 says so; in 3.1.1 the client does not learn it. */
export function keepAlive(range: Range): Restriction {
  const { minimum, maximum } = range;
  const values = minimum === undefined ? `≤ ${maximum} s` : `${minimum}–${maximum} s`;
  return {
    name: 'keepAlive',
    says: { en: `keep alive is adjusted to ${values}`, ja: `Keep Alive は ${values} に直される` },
    begin: () => () => {
      let adjusted: number | undefined;
      return (packet, direction, { bytes, protocolVersion }) => {
        if (packet?.cmd === 'connect' && direction === 'to-broker') {
          const keepalive = within(packet.keepalive ?? 0, range);
          if (keepalive === (packet.keepalive ?? 0)) return packet;
          adjusted = keepalive;
          return { ...packet, keepalive };
        }
        if (packet?.cmd !== 'connack' || protocolVersion !== 5 || adjusted === undefined)
          return packet ?? bytes;
        return { ...packet, properties: { ...packet.properties, serverKeepAlive: adjusted } };
      };
    },
  };
}
