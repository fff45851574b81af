import { same, type Text } from '../../base/text.ts';
import { packetTypes } from '../../protocol/packet.ts';
import { bitsOf, reserved } from './bits.ts';
import type { Field } from './field.ts';
import * as names from './names.ts';
import { contentsOf } from './packets.ts';
import { number, Reader, text } from './reader.ts';

/**
 * Tells what each byte of a packet is for. Every given byte is part of exactly one field, also in a malformed packet. Never throws.
 * @param bytes the packet's first bytes, or all of them
 * @param size the size of the whole packet, in bytes
 * @param protocolVersion the version of the connection: 5, or 4 and below
 */
export function anatomy(bytes: Uint8Array, size: number, protocolVersion: number): Field[] {
  const reader = new Reader(bytes, Math.max(size, bytes.length));
  const first = reader.bits(names.typeAndFlags, fixedBits);
  reader.variable(names.remainingLength, names.follow);
  if (first !== undefined) contentsOf(first, protocolVersion, reader);
  reader.rest(names.tooMuch, text, { isWrong: true });
  return reader.fields;
}

/** The first byte: the type and the flags. Only PUBLISH has flags with a meaning. */
function fixedBits(byte: number) {
  const type = [4, names.typeName, typeText] as const;
  if (byte >> 4 !== PUBLISH) return bitsOf(byte, type, [4, names.fixedFlags]);
  return bitsOf(byte, type, [1, same('DUP')], [2, same('QoS'), number], [1, same('RETAIN')]);
}

const PUBLISH = 3;

const typeText = (type: number): Text => same(`${type}: ${packetTypes[type - 1] ?? reserved.en}`);
