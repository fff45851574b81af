import type { Packet } from 'mqtt-packet';
import { isFence } from '../../faulty/faults.ts';
import { subscribesLate } from '../../faulty/late-subscriptions.ts';
import type { Mangle } from '../../faulty/mangling-stream.ts';
import { sendsRetainedLate } from '../../faulty/retained-late.ts';
import { codes, connackCodes } from '../../protocol/codes.ts';
import { type ProtocolVersion, protocolVersions } from '../../protocol/version.ts';
import { type Latency, later } from '../../wire/mangling/latency.ts';
import { specClaims } from './index.ts';

/** A broker that does something unusual which the specification allows. No claim or lab may call it broken for that. */
export interface Lawful {
  /** What the broker does, e.g. `sends what is retained late`. */
  readonly does: string;
  /** Ids of claims or labs that could mistake it for a fault. */
  readonly notAccusedBy: readonly string[];
  readonly protocolVersions: readonly ProtocolVersion[];
  readonly mangle?: () => Mangle;
  readonly latency?: Latency;
  /** Whether it is reached as a broker that was already running, whose subscriptions are looked at first. */
  readonly isStranger?: true;
}

/** CONNACK that asks to try again later [MQTT 5, table 3-1; MQTT 3.1.1, table 3.1]. */
const busy = (protocolVersion: number): Buffer =>
  Buffer.from(
    protocolVersion === 5 ? [0x20, 3, 0, codes.serverBusy, 0] : [0x20, 2, 0, connackCodes.serverUnavailable],
  );

/**
 * After `times` connections with an id, asks the client to try again later once before each further connection, as EMQX does while
 * it removes the last connection of the id.
 */
const putsOff = (times: number): Mangle => {
  const letIn = new Map<string, number>();
  const putOff = new Set<string>();
  return (packet, direction, { clientId, protocolVersion, tell, hangUp }) => {
    if (packet?.cmd !== 'connect' || direction === 'to-client') return packet;
    const before = letIn.get(clientId) ?? 0;
    if (before < times || putOff.delete(clientId)) {
      letIn.set(clientId, before + 1);
      return packet;
    }
    putOff.add(clientId);
    tell(busy(protocolVersion));
    hangUp();
    return [];
  };
};

/** Refuses a repeated message by a PUBREC that says that its id is in use [MQTT-4.3.3-10], as EMQX does. */
const knowsTheIdAgain = (): Mangle => {
  const open = new Set<string>();
  return (packet, direction, { clientId, protocolVersion, tell }) => {
    if (direction === 'to-client' || protocolVersion !== 5) return packet;
    const key = `${clientId} ${packet?.messageId}`;
    if (packet?.cmd === 'pubrel') open.delete(key);
    if (packet?.cmd !== 'publish' || packet.qos !== 2 || isFence(packet)) return packet;
    if (!open.has(key)) {
      open.add(key);
      return packet;
    }
    tell({ cmd: 'pubrec', messageId: packet.messageId ?? 0, reasonCode: codes.packetIdInUse });
    return [];
  };
};

/** Answers a PUBREC that refuses a message with PUBREL, and again when the client reconnects, as EMQX does. */
const releasesTheRefused = (): Mangle => {
  const refused = new Map<string, number>();
  return (packet, _direction, { clientId, tell }) => {
    if (packet?.cmd === 'pubrec' && (packet.reasonCode ?? 0) >= 0x80) {
      refused.set(clientId, packet.messageId ?? 0);
      tell({ cmd: 'pubrel', messageId: packet.messageId ?? 0 });
    }
    const messageId = refused.get(clientId);
    if (packet?.cmd === 'connack' && packet.sessionPresent && messageId !== undefined) {
      return [packet, { cmd: 'pubrel', messageId }];
    }
    return packet?.cmd === 'pubcomp' && packet.messageId === messageId ? [] : packet;
  };
};

/** Milliseconds; longer than a round trip on this machine, shorter than every deadline. */
const TAKEN_OUT_AFTER_MS = 150;

/** Answers UNSUBSCRIBE at once, and removes the subscription a moment later, as EMQX does in another process. */
const takesOutLate = (): Mangle => {
  const untold = new Set<string>();
  return (packet, direction, { clientId, protocolVersion, tell, pretend }) => {
    if (packet?.cmd === 'unsubscribe' && direction === 'to-broker') {
      const { messageId = 0, unsubscriptions } = packet;
      untold.add(`${clientId} ${messageId}`);
      const granted = unsubscriptions.map(() => 0);
      tell({ cmd: 'unsuback', messageId, ...(protocolVersion === 5 && { granted }) } as Packet);
      later(TAKEN_OUT_AFTER_MS, () => pretend(packet));
      return [];
    }
    if (packet?.cmd === 'unsuback' && untold.delete(`${clientId} ${packet.messageId}`)) return [];
    return packet;
  };
};

/** Every claim, and the labs whose clients are all in this process. */
const everyOne = [
  ...specClaims.filter(({ ownBroker }) => !ownBroker).map(({ id }) => id),
  '02-publish-subscribe',
  '03-retain',
  '04-qos',
  '06-qos-under-fire',
  '07-session',
  '08-keep-alive-and-reconnect',
  '09-last-will',
  '10-takeover',
];

/** One of this many claims is tried, because each costs many round trips. */
const ONE_IN = 9;

/** Claims of every table, which a slow broker or network must not break. */
const ofAllKinds = [
  ...specClaims
    .filter(({ aboutTime, ownBroker }) => !aboutTime && !ownBroker)
    .filter((_, index) => index % ONE_IN === 0)
    .map(({ id }) => id),
  '02-publish-subscribe',
  '03-retain',
  '04-qos',
  '06-qos-under-fire',
];

export const lawfulGallery: readonly Lawful[] = [
  {
    does: 'puts off who comes back to an id',
    notAccusedBy: [
      'session.expiry-0',
      'session.disconnect-expiry-0',
      'session.clean-start-ends-for-good',
      'session.clean-leaves-nothing',
      'alias.forgotten',
      'will.replaced',
      'will.once',
      'reason.session-kept-too-late',
      'takeover.clean',
      'qos.lost-publish-at-1',
      '06-qos-under-fire',
      '07-session',
      '08-keep-alive-and-reconnect',
    ],
    protocolVersions,
    mangle: () => putsOff(1),
  },
  {
    does: 'puts off who keeps coming back to an id',
    notAccusedBy: ['10-takeover'],
    protocolVersions,
    mangle: () => putsOff(2),
  },
  {
    does: 'sends what is retained late',
    notAccusedBy: [
      'retain.kept-at-qos-0',
      'retain.kept-at-qos-2',
      'retain.subscribed-again',
      'retain.wildcard',
      'retain.handling-1',
      'retain.lower-qos',
      'retain.by-will',
      'properties.retained',
      'identifier.retained',
      'payload.retained',
      'session.retained-stays',
      '03-retain',
      '09-last-will',
    ],
    protocolVersions,
    mangle: sendsRetainedLate,
  },
  {
    does: 'knows a QoS 2 message that comes again by its packet id',
    notAccusedBy: ['qos.lost-pubrec', '06-qos-under-fire'],
    protocolVersions: [5],
    mangle: knowsTheIdAgain,
  },
  {
    does: 'releases a message that was refused',
    notAccusedBy: ['redelivery.refused-at-2'],
    protocolVersions: [5],
    mangle: releasesTheRefused,
  },
  {
    does: 'takes a subscription out after UNSUBACK',
    notAccusedBy: [
      'filters.unsubscribed',
      'filters.unsubscribe-several',
      'filters.unsuback-id',
      'session.keeps-unsubscribed',
      'redelivery.unsubscribed',
      'qos.unsubscribed-on-the-way',
    ],
    protocolVersions,
    mangle: takesOutLate,
  },
  {
    does: 'activates subscriptions 300 ms after SUBACK',
    notAccusedBy: everyOne,
    protocolVersions,
    mangle: () => subscribesLate(300),
    isStranger: true,
  },
  {
    does: 'answers everything two seconds late',
    notAccusedBy: ofAllKinds,
    protocolVersions,
    latency: { toClient: 2_000 },
  },
  {
    does: 'is on the other side of the world: a round trip of 400 ms',
    notAccusedBy: ofAllKinds,
    protocolVersions,
    latency: { toBroker: 200, toClient: 200 },
  },
];
