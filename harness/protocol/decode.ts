import { parser as createParser, type Packet, type Parser } from 'mqtt-packet';
import { readConnectHead } from './connect-head.ts';
import { decodeCommon } from './decode-common.ts';
import { fieldsOf } from './fields.ts';
import { fixedSize } from './fixed-header.ts';
import type { PacketFields } from './packet.ts';

/** The fields of a packet, as far as they can be decoded. */
export interface Decoded {
  readonly fields: PacketFields;
  readonly malformed?: string;
}

interface Reader {
  readonly parser: Parser;
  result: { packet?: Packet; error?: Error };
}

const readers = new Map<number, Reader>();

function readerFor(protocolVersion: number): Reader {
  const known = readers.get(protocolVersion);
  if (known) return known;
  const reader: Reader = { parser: createParser({ protocolVersion }), result: {} };
  reader.parser.on('packet', (packet) => {
    reader.result = { packet };
  });
  reader.parser.on('error', (error: Error) => {
    reader.result = { error };
  });
  readers.set(protocolVersion, reader);
  return reader;
}

/** Parses with a parser that is kept between packets. After an incomplete packet, a new parser is used. */
function parse(parts: readonly Buffer[], protocolVersion: number): Reader['result'] {
  const reader = readerFor(protocolVersion);
  reader.result = {};
  try {
    for (const part of parts) reader.parser.parse(part);
  } catch (error) {
    reader.result = { error: error instanceof Error ? error : new Error(String(error)) };
  }
  const { result } = reader;
  reader.result = {};
  // A parser that has read a CONNECT keeps it, with the password.
  if (result.packet === undefined || result.packet.cmd === 'connect') readers.delete(protocolVersion);
  return result;
}

/**
 * Decodes the packet of `size` bytes that begins with `head`, at the protocol level of its connection (4 or 5). Never throws. If
 * `head` is only a part of the packet, PUBLISH is decoded as far as possible, and protocol version and client id of CONNECT;
 * other types are not decoded.
 */
export function decode(head: Buffer, size: number, protocolVersion: number): Decoded {
  const common = decodeCommon(head, size, protocolVersion);
  return common === undefined ? decodeAny(head, size, protocolVersion) : { fields: common };
}

/** The same by mqtt-packet, for every packet. */
export function decodeAny(head: Buffer, size: number, protocolVersion: number): Decoded {
  const type = (head[0] ?? 0) >> 4;
  const missing = size - head.length;
  if (missing > 0 && type !== 3) return { fields: type === 1 ? { ...readConnectHead(head) } : {} };
  const { packet, error } = parse(missing > 0 ? shortened(head) : [head], protocolVersion);
  if (!packet) return missing > 0 ? { fields: {} } : { fields: {}, malformed: error?.message ?? 'too short' };
  const fields = fieldsOf(packet, missing);
  const malformed = complaint(head, size, fields, protocolVersion);
  return malformed === undefined ? { fields } : { fields, malformed };
}

/** The same packet in two parts, with the Remaining Length of the bytes that are there. */
function shortened(head: Buffer): Buffer[] {
  let start = 1;
  while (start < head.length && head.readUInt8(start) >= 0x80) start++;
  const rest = head.subarray(start + 1);
  const fixedHeader = [head.readUInt8(0)];
  let left = rest.length;
  do {
    fixedHeader.push((left & 0x7f) | (left >= 0x80 ? 0x80 : 0));
    left >>= 7;
  } while (left > 0);
  return [Buffer.from(fixedHeader), rest];
}

/** An error that mqtt-packet does not find. */
function complaint(
  head: Buffer,
  size: number,
  fields: PacketFields,
  protocolVersion: number,
): string | undefined {
  const fixed = fixedSize(head.readUInt8(0), protocolVersion);
  if (fixed !== undefined && fixed !== size) return `${size} bytes long instead of ${fixed}`;
  if (fields.messageId === -1) return 'no packet identifier';
  // [MQTT-2.2.1-3]
  if (fields.messageId === 0) return 'packet identifier 0';
  return;
}
