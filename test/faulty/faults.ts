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

/** One set up otherwise than it was asked to be. */
export const misconfigured = (
  breaks: string,
  does: string,
  setup: NonNullable<FaultyBrokerOptions['setup']>,
): Faulty => ({ breaks, does, options: () => ({ mangle: lets, setup }) });

/** Every packet passes as it is. */
export const lets: Mangle = (packet, _direction, { bytes }) => packet ?? bytes;

export const withoutWill = ({ will: _, ...connect }: IConnectPacket): IConnectPacket => connect;

export const faulty = (breaks: string, does: string, mangle: () => Mangle): Faulty => ({
  breaks,
  does,
  options: () => ({ mangle: mangle() }),
});
