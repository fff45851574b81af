import type { IPublishPacket, Packet } from 'mqtt-packet';
import { delivers, isFence, reads } from './faults.ts';
import type { Mangle, Passage } from './mangling-stream.ts';

type Delivered = Packet | Packet[];

/** Of these packets, those on their way to a client. */
export const sends =
  (cmd: Packet['cmd'], change: (packet: Packet, passage: Passage) => Delivered): Mangle =>
  (packet, direction, passage) =>
    packet?.cmd === cmd && direction === 'to-client' ? change(packet, passage) : packet;

/** Sends packets of this kind twice. */
export const doubles = (cmd: Packet['cmd']): Mangle => sends(cmd, (packet) => [packet, packet]);

/** Answers by itself, and does not take in, what `ignores` says yes to. */
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

/** Hangs up on a PUBREL unless it belongs to a PUBLISH of the same connection that waits for it. */
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

/** Changes the n-th time, from 2, that a message is sent to a client under the same packet id. */
export const resends = (change: (publish: IPublishPacket, nth: number) => Delivered): Mangle => {
  const times = new Map<string, number>();
  return delivers((publish, { clientId }) => {
    const key = `${clientId} ${publish.messageId}`;
    const nth = (times.get(key) ?? 0) + 1;
    times.set(key, nth);
    return publish.qos > 0 && nth > 1 ? change(publish, nth) : publish;
  });
};

/** Where PUBREL has to be sent again, sends PUBLISH again. */
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
 * Sends whoever comes back to a session what was delivered to it before, answered or not, and keeps the answers to itself:
 * the healthy broker would not know what they are about.
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

/** Tells whether a connection is not the first of its client; asked about every one, with its CONNACK. */
const returning = (): ((passage: Passage) => boolean) => {
  const first = new Map<string, number>();
  return ({ clientId, connection }) => {
    const known = first.get(clientId) ?? connection;
    first.set(clientId, known);
    return connection !== known;
  };
};

/** A fault that is there for clients that have been connected before. */
const onReturn = (fault: (isBack: (passage: Passage) => boolean) => Mangle): Mangle => {
  const isBack = returning();
  const mangle = fault(isBack);
  return (packet, direction, passage) => {
    if (packet?.cmd === 'connack') isBack(passage);
    return mangle(packet, direction, passage);
  };
};

/** Changes what is delivered to who has been connected before. */
export const whenBack = (change: (publish: IPublishPacket) => Delivered): Mangle =>
  onReturn((isBack) => delivers((publish, passage) => (isBack(passage) ? change(publish) : publish)));

/** Delivers in another order to who has been connected before. */
export const swapsWhenBack = (): Mangle => onReturn((isBack) => swaps((_, passage) => isBack(passage)));

/** Keeps packets of this kind back until the next one on the connection has gone: every two change places. */
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

/** Seconds of session expiry, in CONNECT of MQTT 5. */
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

/** Does not read the session expiry interval of DISCONNECT. */
export const ignoresExpiryOfDisconnect: Mangle = (packet) =>
  packet?.cmd === 'disconnect' ? { cmd: 'disconnect', reasonCode: 0 } : packet;

/** Keeps every session, and starts none anew. */
export const keepsSessions = (): Mangle => {
  const longer = expires((asked) => Math.max(asked, 60));
  return (packet, direction, passage) =>
    packet?.cmd === 'connect'
      ? longer({ ...packet, clean: false }, direction, passage)
      : ignoresExpiryOfDisconnect(packet, direction, passage);
};

/** Starts a clean session for a client that left without DISCONNECT the last time. */
export const forgetsTheImpolite = (): Mangle => {
  const here = new Set<string>();
  return (packet, _direction, { clientId }) => {
    if (packet?.cmd === 'disconnect') here.delete(clientId);
    if (packet?.cmd !== 'connect') return packet;
    const impolite = here.has(clientId);
    here.add(clientId);
    return impolite ? { ...packet, clean: true } : packet;
  };
};
