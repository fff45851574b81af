/** The port of MQTT over TCP, by which Wireshark and tshark choose the dissector. */
export const MQTT_PORT = 1883;

export const flags = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

/** A TCP segment on loopback. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly flags: number;
  readonly payload: Uint8Array;
}

const HEADER = 20;
const LOOPBACK = Buffer.from([127, 0, 0, 1]);
const TCP = 6;

/** The segment in an IPv4 packet. */
export function inIp(segment: Segment): Buffer {
  const tcp = Buffer.alloc(HEADER + segment.payload.length);
  tcp.writeUInt16BE(segment.from, 0);
  tcp.writeUInt16BE(segment.to, 2);
  tcp.writeUInt32BE(segment.sequence >>> 0, 4);
  tcp.writeUInt32BE(segment.acknowledged >>> 0, 8);
  tcp.writeUInt8((HEADER / 4) << 4, 12);
  tcp.writeUInt8(segment.flags, 13);
  tcp.writeUInt16BE(0xffff, 14);
  tcp.set(segment.payload, HEADER);
  const pseudo = Buffer.concat([
    LOOPBACK,
    LOOPBACK,
    Buffer.from([0, TCP, tcp.length >> 8, tcp.length & 0xff]),
  ]);
  tcp.writeUInt16BE(checksum(pseudo, tcp), 16);
  const ip = Buffer.alloc(HEADER);
  ip.writeUInt8(0x45, 0);
  ip.writeUInt16BE(HEADER + tcp.length, 2);
  ip.writeUInt8(64, 8);
  ip.writeUInt8(TCP, 9);
  LOOPBACK.copy(ip, 12);
  LOOPBACK.copy(ip, 16);
  ip.writeUInt16BE(checksum(ip), 10);
  return Buffer.concat([ip, tcp]);
}

/** [RFC 1071]. Every part but the last has an even length. */
function checksum(...parts: readonly Buffer[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 2) sum += ((part[at] ?? 0) << 8) + (part[at + 1] ?? 0);
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** Bytes in front of the IP header, by link type: BSD loopback, Ethernet, raw IP, Linux cooked. */
const linkHeaders: Readonly<Record<number, number>> = { 0: 4, 1: 14, 101: 0, 113: 16 };

/** The TCP segment in a packet of a capture; undefined for anything else. */
export function segmentIn(linkType: number, packet: Buffer): Segment | undefined {
  const ip = packet.subarray(linkHeaders[linkType] ?? packet.length);
  if (ip.length < HEADER || ip.readUInt8(0) >> 4 !== 4 || ip.readUInt8(9) !== TCP) return;
  const tcp = ip.subarray((ip.readUInt8(0) & 0x0f) * 4, ip.readUInt16BE(2));
  if (tcp.length < HEADER) return;
  return {
    from: tcp.readUInt16BE(0),
    to: tcp.readUInt16BE(2),
    sequence: tcp.readUInt32BE(4),
    acknowledged: tcp.readUInt32BE(8),
    flags: tcp.readUInt8(13),
    payload: tcp.subarray((tcp.readUInt8(12) >> 4) * 4),
  };
}
