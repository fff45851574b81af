import type { Text } from '../../base/text.ts';
import { fixedFlags } from '../fixed-header.ts';
import type { PacketEntry, PacketType } from '../packet.ts';
import type { ProtocolVersion } from '../version.ts';
import { checkContents } from './contents.ts';
import { Cursor } from './cursor.ts';
import type { Rule } from './rule.ts';
import { type RuleName, rules } from './table.ts';

/** What is wrong with a packet, and the statement that forbids it. */
export interface Offence extends Text {
  readonly statement: string;
}

type Seen = Pick<PacketEntry, 'type' | 'direction' | 'size' | 'bytes'>;

/**
 * The first rule that a packet breaks, as far as it can be seen in the packet alone. Credentials may be masked. Of a packet that is
 * longer than its bytes, only these are checked.
 * @param protocolVersion the version of the connection: 3, 4 or 5; CONNECT contains its own
 */
export function ruleBrokenBy(
  { type, direction, size, bytes }: Seen,
  protocolVersion: number,
): RuleName | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = versionOf(buffer, type, protocolVersion);
  // MQTT 3.1 is older than the statements, and allows other flags.
  if (version === 3 && type !== 'CONNECT') return;
  const first = buffer[0] ?? 0;
  const is5 = version === 5;
  const cursor = new Cursor(
    buffer,
    lengthEnd(buffer),
    size,
    type === 'CONNECT' ? 'connectTooShort' : 'tooShort',
  );
  checkFirstByte(cursor, type, first);
  checkContents(cursor, { type, direction, first, is5 });
  if (type !== 'PUBLISH') cursor.must(cursor.left === 0, 'tooLong');
  return cursor.broken;
}

/** The first offence in a packet: the rule that {@link ruleBrokenBy} finds, if its version has a statement for it. */
export function offenceOf(packet: Seen, protocolVersion: number): Offence | undefined {
  const broken = ruleBrokenBy(packet, protocolVersion);
  if (broken === undefined) return;
  const { bytes, type } = packet;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return named(rules[broken], versionOf(buffer, type, protocolVersion) === 5 ? 5 : 4);
}

const versionOf = (packet: Buffer, type: PacketType, protocolVersion: number): number =>
  type === 'CONNECT' ? levelOf(packet) : protocolVersion;

/** The offset after the remaining length. */
function lengthEnd(packet: Buffer): number {
  let at = 1;
  while (at < 4 && (packet[at] ?? 0) >= 0x80) at++;
  return at + 1;
}

const levelOf = (connect: Buffer): number => {
  const name = lengthEnd(connect);
  const length = connect.length >= name + 2 ? connect.readUInt16BE(name) : 0;
  return (connect[name + 2 + length] ?? 4) & 0x7f;
};

const flagRules: Readonly<Partial<Record<PacketType, RuleName>>> = {
  PUBREL: 'pubrelFlags',
  SUBSCRIBE: 'subscribeFlags',
  UNSUBSCRIBE: 'unsubscribeFlags',
};

function checkFirstByte(cursor: Cursor, type: PacketType, first: number): void {
  if (type === 'PUBLISH') cursor.must((first & 6) !== 6, 'publishQoS3');
  else cursor.must((first & 0x0f) === fixedFlags(first >> 4), flagRules[type] ?? 'fixedFlags');
}

function named(rule: Rule, version: ProtocolVersion): Offence | undefined {
  const statement = rule.statements[version];
  return statement === undefined ? undefined : { en: rule.en, ja: rule.ja, statement };
}
