import type { IConnackPacket, IConnectPacket, IPublishPacket, ISubscribePacket, Packet } from 'mqtt-packet';
import type { FaultyBrokerOptions } from './faulty-broker.ts';
import type { Mangle, Passage } from './mangling-stream.ts';

/** A broker that breaks one promise, and the claim that has to notice. */
export interface Faulty {
  /** What it does, e.g. `forgets the retain flag`. */
  readonly does: string;
  readonly breaks: string;
  /** A new one for each run: faults may remember. */
  readonly options: () => FaultyBrokerOptions;
}

export const isFence = (packet: IPublishPacket) => /^fence \d+$/.test(packet.payload.toString());

/** Changes PUBLISH on its way to the client; fences pass, or nothing could be proved. */
export const delivers =
  (change: (publish: IPublishPacket, passage: Passage) => Packet | Packet[]): Mangle =>
  (packet, direction, passage) =>
    packet?.cmd === 'publish' && direction === 'to-client' && !isFence(packet)
      ? change(packet, passage)
      : packet;

/** Changes PUBLISH on its way to the broker; fences pass. */
export const takes =
  (change: (publish: IPublishPacket) => Packet | Packet[]): Mangle =>
  (packet, direction) =>
    packet?.cmd === 'publish' && direction === 'to-broker' && !isFence(packet) ? change(packet) : packet;

export const reads =
  (change: (connect: IConnectPacket, passage: Passage) => Packet): Mangle =>
  (packet, _direction, passage) =>
    packet?.cmd === 'connect' ? change(packet, passage) : packet;

export const greets =
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

/** Nothing of this kind gets through. */
export const swallows =
  (cmd: Packet['cmd']): Mangle =>
  (packet) =>
    packet?.cmd === cmd ? [] : packet;

export const withoutWill = ({ will: _, ...connect }: IConnectPacket): IConnectPacket => connect;

export const faulty = (breaks: string, does: string, mangle: () => Mangle): Faulty => ({
  breaks,
  does,
  options: () => ({ mangle: mangle() }),
});

/** The same fault for claims that all have to notice it. */
export const each = (breaks: readonly string[], does: string, mangle: () => Mangle): Faulty[] =>
  breaks.map((claim) => faulty(claim, does, mangle));

/** Answers UNSUBSCRIBE itself, and goes on delivering. */
export const ignoresUnsubscribe: Mangle = (packet, _direction, { tell }) => {
  if (packet?.cmd !== 'unsubscribe') return packet;
  const { messageId, unsubscriptions } = packet;
  tell({ cmd: 'unsuback', messageId: messageId ?? 0, granted: unsubscriptions.map(() => 0) } as Packet);
  return [];
};

/** Clears what a publisher retained when it says goodbye. */
export const forgetsWithPublisher = (): Mangle => {
  let kept: IPublishPacket | undefined;
  return (packet, direction) => {
    if (packet?.cmd === 'publish' && direction === 'to-broker' && packet.retain) kept = packet;
    if (packet?.cmd !== 'disconnect' || kept === undefined) return packet;
    const { messageId: _, ...publish } = kept;
    return [{ ...publish, qos: 0, payload: '' }, packet];
  };
};
