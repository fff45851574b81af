/**
 * Blocks of a pcapng file [draft-ietf-opsawg-pcapng], little-endian. No kept library on npm writes them.
 */

/** Packets begin with an IP header [LINKTYPE_RAW]. */
export const RAW_IP = 101;

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER = 0x1a2b3c4d;
const COMMENT = 1;

/** The beginning of a file: a section, and one interface with times in microseconds. */
export function fileHead(): Buffer {
  const section = Buffer.alloc(16);
  section.writeUInt32LE(BYTE_ORDER, 0);
  section.writeUInt16LE(1, 4);
  // The length of the section is not known.
  section.writeBigInt64LE(-1n, 8);
  const raw = Buffer.alloc(8);
  raw.writeUInt16LE(RAW_IP, 0);
  return Buffer.concat([block(SECTION_HEADER, section), block(INTERFACE, raw)]);
}

/** One packet. @param microseconds since 1970 */
export function packetBlock(microseconds: bigint, packet: Buffer, comment?: string): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt32LE(Number(microseconds >> 32n), 4);
  head.writeUInt32LE(Number(microseconds & 0xffff_ffffn), 8);
  head.writeUInt32LE(packet.length, 12);
  head.writeUInt32LE(packet.length, 16);
  const said = comment === undefined ? [] : [option(COMMENT, Buffer.from(comment)), Buffer.alloc(4)];
  return block(ENHANCED_PACKET, Buffer.concat([head, padded(packet), ...said]));
}

function option(code: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, padded(value)]);
}

/** A block has its length at both ends. */
function block(type: number, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(12 + body.length);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(type);
  return Buffer.concat([head, length, body, length]);
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

export interface ReadPacket {
  readonly microseconds: bigint;
  readonly linkType: number;
  readonly bytes: Buffer;
}

/** The packets of a file. Undefined if it is not a pcapng file in this byte order. */
export function readPackets(file: Buffer): ReadPacket[] | undefined {
  if (file.length < 12 || file.readUInt32LE(0) !== SECTION_HEADER || file.readUInt32LE(8) !== BYTE_ORDER)
    return;
  const packets: ReadPacket[] = [];
  const linkTypes: number[] = [];
  for (let at = 0; at + 12 <= file.length; ) {
    const length = file.readUInt32LE(at + 4);
    // A program that was killed may have written a part of the last block.
    if (length < 12 || at + length > file.length) break;
    const body = file.subarray(at + 8, at + length - 4);
    const type = file.readUInt32LE(at);
    if (type === INTERFACE) linkTypes.push(body.readUInt16LE(0));
    if (type === ENHANCED_PACKET) {
      packets.push({
        linkType: linkTypes[body.readUInt32LE(0)] ?? RAW_IP,
        microseconds: (BigInt(body.readUInt32LE(4)) << 32n) + BigInt(body.readUInt32LE(8)),
        bytes: body.subarray(20, 20 + body.readUInt32LE(12)),
      });
    }
    at += length;
  }
  return packets;
}
