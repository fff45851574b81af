import type { Packet } from 'mqtt-packet';
import type { PacketProperties, PacketType } from '../../protocol/packet.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { FaultyClient, LawfulClient } from '../faulty-client.ts';
import { scripted } from '../scripted/client.ts';
import { type Instead, type Script, usual, type Visit } from '../scripted/script.ts';

/** How a client differs from the usual one. Created anew for each run, because its hooks may keep state. */
export type Change = (protocolVersion: ProtocolVersion) => Partial<Script>;

const startWith = (change: Change) => (protocolVersion: ProtocolVersion) =>
  scripted(() => ({ ...usual(protocolVersion), ...change(protocolVersion) }));

type Narrowed = Pick<FaultyClient, 'situations' | 'protocolVersions'>;

/** A client that breaks a claim. */
export const faulty = (
  breaks: string,
  does: string,
  change: Change,
  narrowed: Narrowed = {},
): FaultyClient => ({ breaks, does, ...narrowed, startClient: startWith(change) });

/** A client that is correct in an unusual way. */
export const lawful = (
  does: string,
  change: Change,
  narrowed: Pick<LawfulClient, 'protocolVersions'> = {},
): LawfulClient => ({ does, ...narrowed, startClient: startWith(change) });

type Of<C extends Packet['cmd']> = Extract<Packet, { cmd: C }>;
type Sends = Pick<Script, 'sends'>;
type Hears = Pick<Script, 'hears'>;

const isOf = <C extends Packet['cmd']>(packet: Packet, cmd: C): packet is Of<C> => packet.cmd === cmd;

/** Replaces packets of this type by others. */
export const sends = <C extends Packet['cmd']>(
  cmd: C,
  change: (packet: Of<C>, visit: Visit) => Instead,
): Sends => ({ sends: (packet, visit) => (isOf(packet, cmd) ? change(packet, visit) : packet) });

/** Drops packets of this type, or those that the condition selects. */
export const keepsBack = <C extends Packet['cmd']>(
  cmd: C,
  isMeant: (packet: Of<C>) => boolean = () => true,
): Sends => sends(cmd, (packet) => (isMeant(packet) ? [] : packet));

/** Sends packets of this kind twice. */
export const doubles = (cmd: Packet['cmd']): Sends => sends(cmd, (packet) => [packet, packet]);

/** Swaps each pair of packets of this type. */
export const swaps = <C extends Packet['cmd']>(
  cmd: C,
  isMeant: (packet: Of<C>) => boolean = () => true,
): Sends => {
  let held: Packet | undefined;
  return sends(cmd, (packet) => {
    if (!isMeant(packet)) return packet;
    const first = held;
    held = first === undefined ? packet : undefined;
    return first === undefined ? [] : [packet, first];
  });
};

/** Ignores a property of CONNACK. */
export const overlooks = (property: string): Hears => ({
  hears: (packet) => {
    if (packet.type !== 'CONNACK') return packet;
    const { [property]: _, ...properties }: PacketProperties = packet.fields.properties ?? {};
    return { ...packet, fields: { ...packet.fields, properties } };
  },
});

const answers: readonly PacketType[] = ['PUBACK', 'PUBREC', 'PUBCOMP'];

/** Sends a packet again on the same connection if it is not answered within `ms` milliseconds. */
export function impatient(ms: number): Sends & Hears {
  const timers = new Map<number, NodeJS.Timeout>();
  return {
    sends: (packet, { send }) => {
      const { cmd, messageId = 0 } = packet;
      const again = cmd === 'publish' ? { ...packet, dup: true } : packet;
      if (cmd !== 'pubrel' && (cmd !== 'publish' || packet.qos === 0)) return packet;
      clearTimeout(timers.get(messageId));
      timers.set(
        messageId,
        setTimeout(() => send(again), ms),
      );
      return packet;
    },
    hears: (packet) => {
      if (answers.includes(packet.type)) clearTimeout(timers.get(packet.fields.messageId ?? 0));
      return packet;
    },
  };
}
