import { generate } from 'mqtt-packet';
import type { Text } from '../../../base/text.ts';
import { type Condition, oneOf } from '../../../lab/claim.ts';
import { connectFlags } from '../../../protocol/connect-flags.ts';
import type { Bench, ConnectFields } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { field } from '../../steps/bytes.ts';
import { answer } from '../../steps/ending.ts';

/** 3.1.1 requires that no CONNACK is sent [MQTT-3.1.4-1]; MQTT 5 allows one with the reason. */
export const refusal = (bench: Bench): 'none' | Condition =>
  bench.isMqtt5
    ? { condition: 'none, or 0x80 and above', holds: (seen) => seen === 'none' || Number(seen) >= 0x80 }
    : 'none';

/**
 * 3.1.1 requires return code 1. MQTT 5 has no such code, and requires 0x84 or no answer. A CONNECT with another level belongs to
 * neither version, so a broker with both versions may answer by either.
 */
const unknownLevel = ({ broker }: Bench): number | Condition =>
  broker.capabilities.protocolVersions.includes(5) ? oneOf('none', 1, 0x84) : 1;

interface MalformedConnect {
  readonly id: string;
  readonly what: Text;
  readonly statements: SpecClaim['statements'];
  readonly fields?: (bench: Bench) => ConnectFields;
  /** Changes the bytes of a valid CONNECT; the protocol name begins at `at`. */
  readonly spoil: (connect: Buffer, at: number, clientId: string) => Buffer;
}

/** Offsets from the protocol name. */
const LEVEL = 4;
const FLAGS = 5;
/** The connect flag Clean Session. */

function withFlags(connect: Buffer, at: number, flags: number): Buffer {
  connect.writeUInt8(connect.readUInt8(at + FLAGS) | flags, at + FLAGS);
  return connect;
}

function inClientId(connect: Buffer, clientId: string, bytes: readonly number[]): Buffer {
  Buffer.from(bytes).copy(connect, connect.indexOf(clientId) + clientId.length - bytes.length);
  return connect;
}

function longer(connect: Buffer, more: Buffer): Buffer {
  connect.writeUInt8(connect.readUInt8(1) + more.length, 1);
  return Buffer.concat([connect, more]);
}

const will = { payload: Buffer.from('never'), qos: 0, retain: false } as const;

const malformed: readonly MalformedConnect[] = [
  {
    id: 'fixed-header-flags',
    what: { en: 'with a flag set in its fixed header', ja: '固定ヘッダーのフラグが 0 でない' },
    statements: { 4: ['MQTT-2.2.2-1', 'MQTT-2.2.2-2'], 5: ['MQTT-2.1.3-1', 'MQTT-3.1.4-1'] },
    spoil: (connect) => {
      connect.writeUInt8(0x11);
      return connect;
    },
  },
  {
    id: 'reserved-flag',
    what: { en: 'with the reserved connect flag set', ja: '予約済みの接続フラグが 1 の' },
    statements: { 4: ['MQTT-3.1.2-3', 'MQTT-3.1.4-1'], 5: ['MQTT-3.1.2-3', 'MQTT-3.1.4-1'] },
    spoil: (connect, at) => withFlags(connect, at, 0x01),
  },
  {
    id: 'will-qos-3',
    what: { en: 'with a will at QoS 3', ja: 'Will の QoS が 3 の' },
    statements: { 4: ['MQTT-3.1.2-14', 'MQTT-3.1.4-1'], 5: ['MQTT-3.1.2-12', 'MQTT-3.1.4-1'] },
    fields: (bench) => ({ will: { ...will, topic: bench.topic('never') } }),
    spoil: (connect, at) => withFlags(connect, at, 0x18),
  },
  {
    id: 'will-qos-without-will',
    what: { en: 'with a Will QoS but no will', ja: 'Will がないのに Will QoS が 1 の' },
    statements: {
      4: ['MQTT-3.1.2-11', 'MQTT-3.1.2-13', 'MQTT-3.1.4-1'],
      5: ['MQTT-3.1.2-11', 'MQTT-3.1.4-1'],
    },
    spoil: (connect, at) => withFlags(connect, at, 0x08),
  },
  {
    id: 'will-retain-without-will',
    what: { en: 'with Will Retain but no will', ja: 'Will がないのに Will Retain が 1 の' },
    statements: {
      4: ['MQTT-3.1.2-11', 'MQTT-3.1.2-15', 'MQTT-3.1.4-1'],
      5: ['MQTT-3.1.2-13', 'MQTT-3.1.4-1'],
    },
    spoil: (connect, at) => withFlags(connect, at, 0x20),
  },
  {
    id: 'password-without-user-name',
    what: { en: 'with a password but no user name', ja: 'ユーザー名がないのにパスワードがある' },
    statements: { 4: ['MQTT-3.1.2-22', 'MQTT-3.1.4-1'] },
    fields: () => ({ anonymous: true }),
    spoil: (connect, at) => longer(withFlags(connect, at, 0x40), field('secret')),
  },
  {
    id: 'client-id-ill-formed',
    what: { en: 'whose client id is not UTF-8', ja: 'クライアント ID が UTF-8 でない' },
    statements: {
      4: ['MQTT-1.5.3-1', 'MQTT-3.1.3-4', 'MQTT-3.1.4-1'],
      5: ['MQTT-1.5.4-1', 'MQTT-3.1.3-4', 'MQTT-3.1.4-1'],
    },
    spoil: (connect, _at, clientId) => inClientId(connect, clientId, [0xff]),
  },
  {
    id: 'client-id-null',
    what: { en: 'whose client id contains U+0000', ja: 'クライアント ID に U+0000 が含まれる' },
    statements: { 4: ['MQTT-1.5.3-2', 'MQTT-3.1.4-1'], 5: ['MQTT-1.5.4-2', 'MQTT-3.1.4-1'] },
    spoil: (connect, _at, clientId) => inClientId(connect, clientId, [0x00]),
  },
  {
    id: 'cut-short',
    what: { en: 'whose last field is longer than the packet', ja: '最後のフィールドがパケットからはみ出す' },
    statements: { 4: ['MQTT-3.1.4-1'], 5: ['MQTT-3.1.4-1'] },
    spoil: (connect) => {
      connect.writeUInt8(connect.readUInt8(1) - 1, 1);
      return connect.subarray(0, -1);
    },
  },
];

/** A valid CONNECT, and the offset of its protocol name. */
export function goodConnect(bench: Bench, fields?: ConnectFields): { connect: Buffer; at: number } {
  const connect = generate(bench.connectPacket('client', fields), { protocolVersion: bench.protocolVersion });
  return { connect, at: connect.indexOf('MQTT') };
}

const refusals: readonly SpecClaim[] = malformed.map(({ id, what, statements, fields, spoil }) => ({
  id: `connect.${id}`,
  says: { en: `A CONNECT ${what.en} is refused`, ja: `${what.ja} CONNECT は拒否される` },
  statements,
  async check(bench) {
    const client = await bench.open();
    const { connect, at } = goodConnect(bench, fields?.(bench));
    await client.send(spoil(connect, at, bench.clientId('client')));
    return {
      expected: { connack: refusal(bench), connection: 'closed by the broker' },
      seen: await answer(client),
    };
  },
}));

export const connectRefused: readonly SpecClaim[] = [
  ...refusals,
  {
    id: 'connect.protocol-level',
    says: {
      en: 'A CONNECT with an unknown protocol level is refused, by a 3.1.1-only broker with return code 1',
      ja: '未知のプロトコルレベルの CONNECT は拒否される。3.1.1 だけのブローカーはリターンコード 1 を返す',
    },
    statements: { 4: ['MQTT-3.1.2-2'], 5: ['MQTT-3.1.2-2'] },
    async check(bench) {
      const client = await bench.open();
      const { connect, at } = goodConnect(bench);
      connect.writeUInt8(0x7f, at + LEVEL);
      await client.send(connect);
      return {
        expected: { connack: unknownLevel(bench), connection: 'closed by the broker' },
        seen: await answer(client),
      };
    },
  },
  {
    id: 'connect.protocol-name',
    says: {
      en: 'A CONNECT with another protocol name is not accepted',
      ja: 'プロトコル名の違う CONNECT は受け入れられない',
    },
    statements: { 4: ['MQTT-3.1.2-1'], 5: ['MQTT-3.1.2-1'] },
    async check(bench) {
      const client = await bench.open();
      const { connect, at } = goodConnect(bench);
      connect.write('MQXT', at);
      await client.send(connect);
      const notAccepted: Condition = { condition: 'not 0', holds: (seen) => seen !== 0 };
      return {
        // 3.1.1 allows the server to go on with another specification.
        expected: { connack: notAccepted, ...(bench.isMqtt5 && { connection: 'closed by the broker' }) },
        seen: await answer(client),
      };
    },
  },
  {
    id: 'connect.empty-client-id-not-clean',
    says: {
      en: 'Without a client id and with Clean Session 0, return code 2 comes and the connection is closed',
      ja: 'クライアント ID が空で clean session が 0 なら、リターンコード 2 が返り、接続は閉じられる',
    },
    statements: { 4: ['MQTT-3.1.3-8'] },
    async check(bench) {
      const client = await bench.open();
      const { connect, at } = goodConnect(bench, { clientId: '' });
      connect.writeUInt8(connect.readUInt8(at + FLAGS) & ~connectFlags.cleanStart, at + FLAGS);
      await client.send(connect);
      return { expected: { connack: 2, connection: 'closed by the broker' }, seen: await answer(client) };
    },
  },
];
