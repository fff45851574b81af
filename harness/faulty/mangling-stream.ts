import type { Duplex } from 'node:stream';
import { generate, type Packet, parser } from 'mqtt-packet';
import type { Direction } from '../protocol/packet.ts';
import { Framer } from '../wire/stream/framer.ts';
import { type Latency, later } from './latency.ts';

/** A connection through a faulty broker, as its fault sees it. */
export interface Passage {
  /** From CONNECT; empty before it. */
  readonly clientId: string;
  /** The n-th connection of this broker, from 1. */
  readonly connection: number;
  readonly webSocket: boolean;
  /** 4 or 5, from CONNECT. */
  readonly protocolVersion: number;
  /** The packet's bytes; also where it could not be decoded. */
  readonly bytes: Buffer;
  /** Sends the client something of the broker's own. */
  readonly tell: (packet: Packet | Buffer) => void;
  /** Sends the healthy broker something in the client's name. */
  readonly pretend: (packet: Packet) => void;
  /** Closes the connection. */
  readonly hangUp: () => void;
}

/**
 * What becomes of a packet: itself (the same object: its original bytes pass), another, several, or none. `undefined` is
 * a packet that cannot be decoded; return `passage.bytes` to let it pass.
 */
export type Mangle = (
  packet: Packet | undefined,
  direction: Direction,
  passage: Passage,
) => Packet | Buffer | undefined | readonly (Packet | Buffer)[];

/** A fault between the clients and a broker made by another proxy. */
export const inFrontOf =
  (broker: Mangle, fault: Mangle): Mangle =>
  (packet, direction, passage) => {
    const [first, second] = direction === 'to-broker' ? [fault, broker] : [broker, fault];
    return [first(packet, direction, passage) ?? []]
      .flat()
      .flatMap((out) => (Buffer.isBuffer(out) ? out : (second(out, direction, passage) ?? [])));
  };

/** Joins client and broker, every packet passing through `mangle`. */
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

/** What is no MQTT any more passes as it is. */
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
