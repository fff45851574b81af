import type { PacketEntry } from '../protocol/packet.ts';

/** Protocol name, level, flags and keep alive, after a fixed header of up to five bytes. */
const HEAD_OF_CONNECT = 15;
const FIXED_HEADER = 5;

/**
 * The bytes of a packet without secrets. The tap masks user names, passwords and authentication data where it finds them, by as
 * many `*`; in a packet that it cannot decode, everything that may be one is masked here.
 */
export function withoutSecrets({ type, fields, malformed, bytes }: PacketEntry): Uint8Array {
  const isUnread =
    type === 'CONNECT' ? fields.clean === undefined : type === 'AUTH' && malformed !== undefined;
  if (!isUnread) return bytes;
  const masked = Buffer.from(bytes);
  return masked.fill('*', Math.min(masked.length, type === 'CONNECT' ? HEAD_OF_CONNECT : FIXED_HEADER));
}
