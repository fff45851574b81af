import type { Packet } from 'mqtt-packet';
import { codes } from '../protocol/codes.ts';
import type { Mangle } from '../wire/mangling/mangle.ts';
import { asks } from './faults.ts';

/** Subscribes to all filters of a SUBSCRIBE at the highest QoS among them, so that each of them delivers at that QoS. */
const asksForHighestQos = asks((subscriptions) => {
  const [highest] = subscriptions.map(({ qos }) => qos).sort((one, other) => other - one);
  return subscriptions.map((one) => ({ ...one, qos: highest ?? one.qos }));
});

/** Closes the connection of a publisher that sends a subscription identifier. */
const refusesIdentifiers: Mangle = (packet, direction, { bytes, tell, hangUp }) => {
  const named = packet?.cmd === 'publish' && packet.properties?.subscriptionIdentifier !== undefined;
  if (direction === 'to-client' || !named) return packet ?? bytes;
  tell({ cmd: 'disconnect', reasonCode: codes.protocolError });
  hangUp();
  return [];
};

/** Drops packets that are larger than the client's maximum. */
const dropsTooLarge = (): Mangle => {
  const maxima = new Map<number, number>();
  return (packet, direction, { bytes, connection }) => {
    if (packet?.cmd === 'connect') maxima.set(connection, packet.properties?.maximumPacketSize ?? Infinity);
    const maximum = maxima.get(connection) ?? Infinity;
    return direction === 'to-client' && bytes.length > maximum ? [] : (packet ?? bytes);
  };
};

/** The send quota of a client: how many more messages may be in flight, and the messages that wait. */
interface Window {
  room: number;
  readonly waiting: Packet[];
}

/** Keeps back messages beyond the client's Receive Maximum. Each acknowledgement of this type lets one more pass. */
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

/** For claims that a version of Mosquitto breaks by itself: what a proxy changes so that the claim holds. */
export const workarounds: Readonly<Record<string, () => Mangle>> = {
  'filters.overlapping-wide-higher': () => asksForHighestQos,
  'properties.refused-identifier-from-publisher': () => refusesIdentifiers,
  'maximum-packet.by-one-byte': dropsTooLarge,
  'receive-maximum.qos-1': () => keepsBack('puback'),
  'receive-maximum.qos-2': () => keepsBack('pubcomp'),
};
