import type { Duplex } from 'node:stream';
import { generate, type IConnectPacket, type Packet, parser } from 'mqtt-packet';
import type { Direction } from '../../harness/wire/packet.ts';

/** A connection through a faulty broker, as its fault sees it. */
export interface Passage {
  /** From CONNECT; empty before it. */
  readonly clientId: string;
  /** The n-th connection of this broker, from 1. */
  readonly connection: number;
  readonly webSocket: boolean;
}

/** What becomes of a packet: itself, changed, several, or none. */
export type Mangle = (packet: Packet, direction: Direction, passage: Passage) => Packet | readonly Packet[];

/** Joins client and broker, every packet passing through `mangle`. */
export function join(
  client: Duplex,
  broker: Duplex,
  mangle: Mangle,
  about: Pick<Passage, 'connection' | 'webSocket'>,
): void {
  let protocolVersion = 4;
  let clientId = '';
  const carry = (from: Duplex, to: Duplex, direction: Direction) => {
    const read = parser({ protocolVersion });
    read.on('packet', (packet) => {
      if (packet.cmd === 'connect') {
        ({ protocolVersion = 4, clientId } = packet as IConnectPacket);
      }
      for (const out of [mangle(packet, direction, { ...about, clientId })].flat()) {
        to.write(generate(out, { protocolVersion }));
      }
    });
    from.on('data', (chunk: Buffer) => {
      if (direction === 'to-client') Object.assign(read, { settings: { protocolVersion } });
      read.parse(chunk);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  };
  carry(client, broker, 'to-broker');
  carry(broker, client, 'to-client');
}
