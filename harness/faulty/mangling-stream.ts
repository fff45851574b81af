import type { Duplex } from 'node:stream';
import { generate, type Packet, parser } from 'mqtt-packet';
import type { Direction } from '../protocol/packet.ts';
import { Framer } from '../wire/stream/framer.ts';
import { type Latency, later } from './latency.ts';

/** A connection through a faulty broker, as its fault sees it. */
export interface Passage {
  /** The client id of CONNECT; empty before CONNECT. */
  readonly clientId: string;
  /** The n-th connection of this broker, from 1. */
  readonly connection: number;
  readonly webSocket: boolean;
  /** The protocol version of CONNECT: 4 or 5. */
  readonly protocolVersion: number;
  /** The packet's bytes, also if it could not be decoded. */
  readonly bytes: Buffer;
  /** Sends a packet to the client, as if from the broker. */
  readonly tell: (packet: Packet | Buffer) => void;
  /** Sends a packet to the healthy broker, as if from the client. */
  readonly pretend: (packet: Packet) => void;
  /** Closes the connection. */
  readonly hangUp: () => void;
}

/**
 * Changes a packet: returns the same object (its original bytes pass), another packet, several, or none. A packet that cannot be
 * decoded is `undefined`; return `passage.bytes` to let it pass.
 */
export type Mangle = (
  packet: Packet | undefined,
  direction: Direction,
  passage: Passage,
) => Packet | Buffer | undefined | readonly (Packet | Buffer)[];

/** Puts one fault in front of another, on the side of the clients. */
export const inFrontOf =
  (broker: Mangle, fault: Mangle): Mangle =>
  (packet, direction, passage) => {
    const [first, second] = direction === 'to-broker' ? [fault, broker] : [broker, fault];
    return [first(packet, direction, passage) ?? []]
      .flat()
      .flatMap((out) => (Buffer.isBuffer(out) ? out : (second(out, direction, passage) ?? [])));
  };

/** Connects a client to a broker and passes every packet through `mangle`. */
export function join(
  client: Duplex,
  broker: Duplex,
  mangle: Mangle,
  about: Pick<Passage, 'connection' | 'webSocket'>,
  { toBroker = 0, toClient = 0 }: Latency = {},
): void {
  let protocolVersion = 4;
  let clientId = '';
  const asBytes = (out: Packet | Buffer) => (Buffer.isBuffer(out) ? out : generate(out, { protocolVersion }));
  const hangUp = () => {
    later(toClient, () => client.end());
    broker.destroy();
  };
  const write = (to: Duplex, bytes: Buffer) => {
    if (!to.destroyed) to.write(bytes);
  };
  const tell = (packet: Packet | Buffer) => later(toClient, () => write(client, asBytes(packet)));
  const pretend = (packet: Packet) => later(toBroker, () => write(broker, asBytes(packet)));

  const carry = (from: Duplex, to: Duplex, direction: Direction, latency: number) => {
    const pass = (bytes: Buffer) => {
      const packet = decode(bytes, protocolVersion);
      if (packet?.cmd === 'connect' && direction === 'to-broker') {
        ({ clientId } = packet);
        protocolVersion = packet.protocolVersion ?? 4;
      }
      const passage = { ...about, clientId, protocolVersion, bytes, tell, pretend, hangUp };
      const outs = [mangle(packet, direction, passage) ?? []].flat();
      for (const out of outs) {
        const passing = out === packet ? bytes : asBytes(out);
        later(latency, () => write(to, passing));
      }
    };
    cutIntoPackets(from, pass, (rest) => later(latency, () => write(to, rest)));
    from.on('end', () => later(latency, () => to.end()));
    from.on('error', () => later(latency, () => to.destroy()));
    from.on('close', () => later(latency, () => to.destroy()));
  };
  carry(client, broker, 'to-broker', toBroker);
  carry(broker, client, 'to-client', toClient);
}

/** Cuts a stream into packets. From the first bytes that are not MQTT on, everything passes unchanged. */
function cutIntoPackets(
  from: Duplex,
  pass: (packet: Buffer) => void,
  passUnread: (bytes: Buffer) => void,
): void {
  const framer = new Framer();
  let pieces: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; ) {
      const end = framer.broken === undefined ? framer.advance(chunk, at) : chunk.length;
      pieces.push(chunk.subarray(at, framer.broken === undefined ? end : chunk.length));
      at = framer.broken === undefined ? end : chunk.length;
      const whole = Buffer.concat(pieces);
      if (framer.broken !== undefined) passUnread(whole);
      else if (framer.complete) pass(whole);
      else continue;
      pieces = [];
    }
  });
}

function decode(bytes: Buffer, protocolVersion: number): Packet | undefined {
  const read = parser({ protocolVersion });
  let decoded: Packet | undefined;
  read.on('packet', (packet) => {
    decoded = packet;
  });
  read.on('error', () => {});
  try {
    read.parse(bytes);
  } catch {
    return undefined;
  }
  return decoded;
}
