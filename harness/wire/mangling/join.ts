import type { Duplex } from 'node:stream';
import { generate, type Packet, parser } from 'mqtt-packet';
import type { Direction } from '../../protocol/packet.ts';
import { Framer } from '../stream/framer.ts';
import { type Latency, later } from './latency.ts';
import type { Mangle, Passage } from './mangle.ts';

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
    if (to.writable) to.write(bytes);
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
      if (packet?.cmd === 'connack') clientId = packet.properties?.assignedClientIdentifier ?? clientId;
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
