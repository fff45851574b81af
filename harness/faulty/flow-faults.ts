import type { IPublishPacket, Packet } from 'mqtt-packet';
import type { Mangle, Passage } from '../wire/mangling/mangle.ts';
import { delivers, isFence, reads } from './faults.ts';

type Delivered = Packet | Packet[];

/** Changes packets of this type to the client. */
export const sends =
  (cmd: Packet['cmd'], change: (packet: Packet, passage: Passage) => Delivered): Mangle =>
  (packet, direction, passage) =>
    packet?.cmd === cmd && direction === 'to-client' ? change(packet, passage) : packet;

/** Sends packets of this type to the client twice. */
export const doubles = (cmd: Packet['cmd']): Mangle => sends(cmd, (packet) => [packet, packet]);

/** Acknowledges the messages that `ignores` selects, and does not pass them to the healthy broker. */
export const acknowledgesOnly = (ignores: (publish: IPublishPacket, passage: Passage) => boolean): Mangle => {
  const open = new Set<string>();
  return (packet, direction, passage) => {
    if (direction === 'to-client') return packet;
    const key = `${passage.connection} ${packet?.messageId}`;
    if (packet?.cmd === 'pubrel' && open.delete(key)) {
      passage.tell({ cmd: 'pubcomp', messageId: packet.messageId ?? 0 });
      return [];
    }
    if (packet?.cmd !== 'publish' || isFence(packet) || !ignores(packet, passage)) return packet;
    passage.tell({ cmd: packet.qos === 1 ? 'puback' : 'pubrec', messageId: packet.messageId ?? 0 });
    if (packet.qos === 2) open.add(key);
    return [];
  };
};

/** Closes the connection at a PUBREL that does not belong to a PUBLISH of the same connection. */
export const hangsUpOnPubrel = (): Mangle => {
  const waiting = new Set<string>();
  return (packet, direction, { connection, hangUp }) => {
    if (direction === 'to-client') return packet;
    const key = `${connection} ${packet?.messageId}`;
    if (packet?.cmd === 'publish' && packet.qos === 2) waiting.add(key);
    if (packet?.cmd !== 'pubrel' || waiting.delete(key)) return packet;
    hangUp();
    return [];
  };
};

/** Changes a message that is sent to a client again under the same packet id; `nth` counts from 2. */
export const resends = (change: (publish: IPublishPacket, nth: number) => Delivered): Mangle => {
  const times = new Map<string, number>();
  return delivers((publish, { clientId }) => {
    const key = `${clientId} ${publish.messageId}`;
    const nth = (times.get(key) ?? 0) + 1;
    times.set(key, nth);
    return publish.qos > 0 && nth > 1 ? change(publish, nth) : publish;
  });
};

/** Sends PUBLISH again instead of PUBREL. */
export const startsOver = (): Mangle => {
  const published = new Map<string, IPublishPacket>();
  const released = new Set<string>();
  return (packet, direction, { clientId }) => {
    if (direction === 'to-broker' || packet === undefined) return packet;
    const key = `${clientId} ${packet.messageId}`;
    if (packet.cmd === 'publish') published.set(key, packet);
    if (packet.cmd !== 'pubrel') return packet;
    const publish = released.has(key) ? published.get(key) : undefined;
    released.add(key);
    return publish === undefined ? packet : { ...publish, dup: true };
  };
};

/**
 * Sends a client that resumes its session every message that it received before, acknowledged or not. Acknowledgements of these
 * are dropped, because the healthy broker does not expect them.
 */
export const repeatsOnReturn = (): Mangle => {
  const delivered = new Map<string, IPublishPacket[]>();
  const repeated = new Set<string>();
  const remembers = delivers((publish, { clientId }) => {
    delivered.set(clientId, [...(delivered.get(clientId) ?? []), publish]);
    return publish;
  });
  return (packet, direction, passage) => {
    const { clientId, connection, tell } = passage;
    if (packet?.cmd === 'connack' && packet.sessionPresent) {
      const again = delivered.get(clientId) ?? [];
      for (const { messageId } of again) repeated.add(`${connection} ${messageId}`);
      return [packet, ...again.map((publish) => ({ ...publish, dup: true }))];
    }
    const messageId = packet?.messageId ?? 0;
    const answers = packet?.cmd === 'puback' || packet?.cmd === 'pubrec' || packet?.cmd === 'pubcomp';
    if (direction === 'to-client' || !answers || !repeated.has(`${connection} ${messageId}`)) {
      return remembers(packet, direction, passage);
    }
    if (packet.cmd === 'pubrec') tell({ cmd: 'pubrel', messageId });
    return [];
  };
};

/** Returns a function that says whether a connection is not the first of its client. Call it with every CONNACK. */
const returning = (): ((passage: Passage) => boolean) => {
  const first = new Map<string, number>();
  return ({ clientId, connection }) => {
    const known = first.get(clientId) ?? connection;
    first.set(clientId, known);
    return connection !== known;
  };
};

/** Makes a fault that acts on clients that were connected before. */
const onReturn = (fault: (isBack: (passage: Passage) => boolean) => Mangle): Mangle => {
  const isBack = returning();
  const mangle = fault(isBack);
  return (packet, direction, passage) => {
    if (packet?.cmd === 'connack') isBack(passage);
    return mangle(packet, direction, passage);
  };
};

/** Changes messages to a client that was connected before. */
export const whenBack = (change: (publish: IPublishPacket) => Delivered): Mangle =>
  onReturn((isBack) => delivers((publish, passage) => (isBack(passage) ? change(publish) : publish)));

/** Swaps messages to a client that was connected before. */
export const swapsWhenBack = (): Mangle => onReturn((isBack) => swaps((_, passage) => isBack(passage)));

/** Keeps a matching message back until the next one on the connection was sent, so that every two change places. */
export const swaps = (which: (publish: IPublishPacket, passage: Passage) => boolean = () => true): Mangle => {
  const held = new Map<number, Packet>();
  return (packet, direction, passage) => {
    if (packet?.cmd !== 'publish' || direction === 'to-broker') return packet;
    const kept = held.get(passage.connection);
    if (!isFence(packet) && !which(packet, passage)) return packet;
    held.delete(passage.connection);
    if (isFence(packet)) return kept === undefined ? packet : [kept, packet];
    if (kept !== undefined) return [packet, kept];
    held.set(passage.connection, packet);
    return [];
  };
};

/** Changes the Session Expiry Interval of an MQTT 5 CONNECT, in seconds. */
export const expires = (seconds: (asked: number, clean: boolean) => number): Mangle =>
  reads((connect) =>
    connect.protocolVersion === 5
      ? {
          ...connect,
          properties: {
            ...connect.properties,
            sessionExpiryInterval: seconds(
              connect.properties?.sessionExpiryInterval ?? 0,
              connect.clean ?? false,
            ),
          },
        }
      : connect,
  );

/** Ignores the Session Expiry Interval of DISCONNECT. */
export const ignoresExpiryOfDisconnect: Mangle = (packet) =>
  packet?.cmd === 'disconnect' ? { cmd: 'disconnect', reasonCode: 0 } : packet;

/** Keeps every session, also at a clean start. */
export const keepsSessions = (): Mangle => {
  const longer = expires((asked) => Math.max(asked, 60));
  return (packet, direction, passage) =>
    packet?.cmd === 'connect'
      ? longer({ ...packet, clean: false }, direction, passage)
      : ignoresExpiryOfDisconnect(packet, direction, passage);
};

/** Discards the session of a client whose last connection ended without DISCONNECT. */
export const dropsSessionWithoutDisconnect = (): Mangle => {
  const here = new Set<string>();
  return (packet, _direction, { clientId }) => {
    if (packet?.cmd === 'disconnect') here.delete(clientId);
    if (packet?.cmd !== 'connect') return packet;
    const impolite = here.has(clientId);
    here.add(clientId);
    return impolite ? { ...packet, clean: true } : packet;
  };
};
