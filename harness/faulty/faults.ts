import type {
  IConnackPacket,
  IConnectPacket,
  IPublishPacket,
  ISubscribePacket,
  ISubscription,
  Packet,
} from 'mqtt-packet';
import type { Mangle, Passage } from '../wire/mangling/mangle.ts';
import type { FaultyBrokerOptions } from './faulty-broker.ts';

/** A faulty broker that breaks one promise, and the claim that has to notice it. */
export interface Faulty {
  /** What the broker does, e.g. `forgets the retain flag`. */
  readonly does: string;
  readonly breaks: string;
  /** Called for each run, because faults may have a state. */
  readonly options: () => FaultyBrokerOptions;
}

export const isFence = (packet: IPublishPacket) => /^fence \d+$/.test(packet.payload.toString());

/** Changes PUBLISH to the client. Fences pass, because a claim cannot prove anything without them. */
export const delivers =
  (change: (publish: IPublishPacket, passage: Passage) => Packet | Packet[]): Mangle =>
  (packet, direction, passage) =>
    packet?.cmd === 'publish' && direction === 'to-client' && !isFence(packet)
      ? change(packet, passage)
      : packet;

/** Changes PUBLISH to the broker. Fences pass. */
export const takes =
  (change: (publish: IPublishPacket) => Packet | Packet[]): Mangle =>
  (packet, direction) =>
    packet?.cmd === 'publish' && direction === 'to-broker' && !isFence(packet) ? change(packet) : packet;

export const reads =
  (change: (connect: IConnectPacket, passage: Passage) => Packet): Mangle =>
  (packet, _direction, passage) =>
    packet?.cmd === 'connect' ? change(packet, passage) : packet;

export const changesConnack =
  (change: (connack: IConnackPacket, passage: Passage) => Packet): Mangle =>
  (packet, _direction, passage) =>
    packet?.cmd === 'connack' ? change(packet, passage) : packet;

export const subscribes =
  (filter: (filter: string) => string): Mangle =>
  (packet) =>
    packet?.cmd === 'subscribe'
      ? ({
          ...packet,
          subscriptions: packet.subscriptions.map((one) => ({ ...one, topic: filter(one.topic) })),
        } satisfies ISubscribePacket)
      : packet;

/** Drops all packets of this type. */
export const swallows =
  (cmd: Packet['cmd']): Mangle =>
  (packet) =>
    packet?.cmd === cmd ? [] : packet;

/** A broker that is started with another setup than the claim asks for. */
export const misconfigured = (
  breaks: string,
  does: string,
  setup: NonNullable<FaultyBrokerOptions['setup']>,
): Faulty => ({ breaks, does, options: () => ({ mangle: unchanged, setup }) });

/** Changes nothing. */
export const unchanged: Mangle = (packet, _direction, { bytes }) => packet ?? bytes;

export const withoutWill = ({ will: _, ...connect }: IConnectPacket): IConnectPacket => connect;

export const faulty = (breaks: string, does: string, mangle: () => Mangle): Faulty => ({
  breaks,
  does,
  options: () => ({ mangle: mangle() }),
});

const PINGREQ = 0xc0;
const typeOf = (bytes: Buffer): number => bytes.readUInt8(0) >> 4;

/** The same fault for several claims. Each of them has to notice it. */
export const each = (breaks: readonly string[], does: string, mangle: () => Mangle): Faulty[] =>
  breaks.map((claim) => faulty(claim, does, mangle));

/** Accepts every CONNECT, also an invalid one, without the healthy broker. */
export const welcomes: Mangle = (packet, direction, { bytes, tell }) => {
  if (direction === 'to-client' || typeOf(bytes) !== 1) return packet ?? bytes;
  const level = bytes.readUInt8(8);
  tell(Buffer.from(level === 5 ? '2003000000' : '20020000', 'hex'));
  return [];
};

/** Passes only CONNECT and PINGREQ, and drops all other packets of the client. */
export const overlooks: Mangle = (packet, direction, { bytes }) =>
  direction === 'to-client' || typeOf(bytes) === 1 || bytes.readUInt8(0) === PINGREQ ? (packet ?? bytes) : [];

/** Grants every SUBSCRIBE at QoS 0, without the healthy broker. */
export const grants: Mangle = (packet, direction, { bytes, tell, protocolVersion }) => {
  if (direction === 'to-client' || typeOf(bytes) !== 8) return packet ?? bytes;
  const id = bytes.subarray(2, 4);
  tell(
    protocolVersion === 5
      ? Buffer.concat([Buffer.of(0x90, 4), id, Buffer.of(0, 0)])
      : Buffer.concat([Buffer.of(0x90, 3), id, Buffer.of(0)]),
  );
  return [];
};

/** Changes SUBSCRIBE to the broker. */
export const asks =
  (change: (subscriptions: readonly ISubscription[]) => ISubscription[]): Mangle =>
  (packet) =>
    packet?.cmd === 'subscribe'
      ? ({ ...packet, subscriptions: change(packet.subscriptions) } satisfies ISubscribePacket)
      : packet;

export const withOptions = (options: Partial<ISubscription>) =>
  asks((subscriptions) => subscriptions.map((one) => ({ ...one, ...options })));
/** Answers UNSUBSCRIBE without the healthy broker, which goes on delivering. */
export const ignoresUnsubscribe: Mangle = (packet, _direction, { tell }) => {
  if (packet?.cmd !== 'unsubscribe') return packet;
  const { messageId, unsubscriptions } = packet;
  tell({ cmd: 'unsuback', messageId: messageId ?? 0, granted: unsubscriptions.map(() => 0) } as Packet);
  return [];
};

/** Clears the retained messages of a publisher at its DISCONNECT. */
export const forgetsWithPublisher = (): Mangle => {
  let kept: IPublishPacket | undefined;
  return (packet, direction) => {
    if (packet?.cmd === 'publish' && direction === 'to-broker' && packet.retain) kept = packet;
    if (packet?.cmd !== 'disconnect' || kept === undefined) return packet;
    const { messageId: _, ...publish } = kept;
    return [{ ...publish, qos: 0, payload: '' }, packet];
  };
};
