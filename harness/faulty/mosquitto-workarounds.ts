import type { Packet } from 'mqtt-packet';
import { asks } from './faults.ts';
import type { Mangle } from './mangling-stream.ts';

const PROTOCOL_ERROR = 0x82;

/** Asks for all filters of a SUBSCRIBE at the highest QoS among them: by whichever a message comes, it comes at that. */
const asksForHighestQos = asks((subscriptions) => {
  const [highest] = subscriptions.map(({ qos }) => qos).sort((one, other) => other - one);
  return subscriptions.map((one) => ({ ...one, qos: highest ?? one.qos }));
});

/** Closes the connection on a publisher that names a subscription. */
const refusesIdentifiers: Mangle = (packet, direction, { bytes, tell, hangUp }) => {
  const named = packet?.cmd === 'publish' && packet.properties?.subscriptionIdentifier !== undefined;
  if (direction === 'to-client' || !named) return packet ?? bytes;
  tell({ cmd: 'disconnect', reasonCode: PROTOCOL_ERROR });
  hangUp();
  return [];
};

/** Drops what is larger than a client allows. */
const dropsTooLarge = (): Mangle => {
  const maxima = new Map<number, number>();
  return (packet, direction, { bytes, connection }) => {
    if (packet?.cmd === 'connect') maxima.set(connection, packet.properties?.maximumPacketSize ?? Infinity);
    const maximum = maxima.get(connection) ?? Infinity;
    return direction === 'to-client' && bytes.length > maximum ? [] : (packet ?? bytes);
  };
};

/** Messages on their way to a client: how many more may be, and what waits until one may. */
interface Window {
  room: number;
  readonly waiting: Packet[];
}

/** Keeps back what is more at once than a client allows; an answer of this kind makes room. */
export const keepsBack = (answer: 'puback' | 'pubrec' | 'pubcomp'): Mangle => {
  const windows = new Map<number, Window>();
  return (packet, direction, { bytes, connection, tell }) => {
    if (packet?.cmd === 'connect') {
      windows.set(connection, { room: packet.properties?.receiveMaximum ?? Infinity, waiting: [] });
    }
    const window = windows.get(connection);
    if (packet === undefined || window === undefined) return packet ?? bytes;
    if (direction === 'to-broker') {
      if (packet.cmd === answer) makeRoom(window, tell);
      return packet;
    }
    if (packet.cmd !== 'publish' || packet.qos === 0) return packet;
    if (window.room === 0) {
      window.waiting.push(packet);
      return [];
    }
    window.room--;
    return packet;
  };
};

function makeRoom(window: Window, tell: (packet: Packet) => void): void {
  const next = window.waiting.shift();
  if (next === undefined) window.room++;
  else tell(next);
}

/** What a proxy in front of Mosquitto does so that a claim holds there that one of its versions breaks by itself. */
export const workarounds: Readonly<Record<string, () => Mangle>> = {
  'filters.overlapping-wide-higher': () => asksForHighestQos,
  'properties.refused-identifier-from-publisher': () => refusesIdentifiers,
  'maximum-packet.by-one-byte': dropsTooLarge,
  'receive-maximum.qos-1': () => keepsBack('puback'),
  'receive-maximum.qos-2': () => keepsBack('pubcomp'),
};
