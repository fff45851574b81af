import type { Text } from '../../base/text.ts';
import { codes as five, connackCodes as three } from '../../protocol/codes.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { authenticating, type Reach, willing } from '../reach.ts';
import type { Situation } from '../situation.ts';
import type { Answer } from '../stage/habits.ts';

/** A refusal: its return code (3.1.1) and reason code (5). */
interface Refusal {
  readonly name: string;
  readonly says: Text;
  readonly codes: Readonly<Partial<Record<ProtocolVersion, number>>>;
  /** Whether it names another server. */
  readonly refers?: true;
  /** A code that is about something in CONNECT: which clients have it. */
  readonly of?: Reach;
}

/** Every code with which CONNACK can refuse [3.1.1: table 3.1; 5: table 3-1]. */
const refusals: readonly Refusal[] = [
  {
    name: 'unacceptable-version',
    says: { en: 'unacceptable protocol version', ja: 'プロトコルの版が受け入れられない' },
    codes: { 4: three.unacceptableVersion, 5: five.unsupportedVersion },
  },
  {
    name: 'identifier-rejected',
    says: { en: 'client identifier not valid', ja: 'クライアント ID が不正' },
    codes: { 4: three.identifierRejected, 5: five.clientIdNotValid },
  },
  {
    name: 'unavailable',
    says: { en: 'server unavailable', ja: 'サーバーが利用できない' },
    codes: { 4: three.serverUnavailable, 5: five.serverUnavailable },
  },
  {
    name: 'bad-credentials',
    says: { en: 'bad user name or password', ja: 'ユーザー名かパスワードが違う' },
    codes: { 4: three.badUserNameOrPassword, 5: five.badUserNameOrPassword },
  },
  {
    name: 'not-authorized',
    says: { en: 'not authorized', ja: '権限がない' },
    codes: { 4: three.notAuthorized, 5: five.notAuthorized },
  },
  {
    name: 'unspecified',
    says: { en: 'unspecified error', ja: 'エラー(理由は示さない)' },
    codes: { 5: five.unspecified },
  },
  {
    name: 'malformed-packet',
    says: { en: 'malformed packet', ja: 'パケットが不正' },
    codes: { 5: five.malformedPacket },
  },
  {
    name: 'protocol-error',
    says: { en: 'protocol error', ja: 'プロトコルエラー' },
    codes: { 5: five.protocolError },
  },
  {
    name: 'implementation-specific',
    says: { en: 'implementation specific error', ja: 'サーバーの実装に固有のエラー' },
    codes: { 5: five.implementationSpecific },
  },
  { name: 'busy', says: { en: 'server busy', ja: 'サーバーが混んでいる' }, codes: { 5: five.serverBusy } },
  { name: 'banned', says: { en: 'banned', ja: '禁止されている' }, codes: { 5: five.banned } },
  {
    name: 'authentication-method',
    says: { en: 'bad authentication method', ja: '認証方式が違う' },
    codes: { 5: five.badAuthenticationMethod },
    of: authenticating,
  },
  {
    name: 'topic-name',
    says: { en: 'topic name of its will not accepted', ja: '遺言のトピック名が受け入れられない' },
    codes: { 5: five.topicNameInvalid },
    of: willing(),
  },
  {
    name: 'packet-size',
    says: { en: 'packet too large', ja: 'パケットが大きすぎる' },
    codes: { 5: five.packetTooLarge },
  },
  { name: 'quota', says: { en: 'quota exceeded', ja: '割り当て超過' }, codes: { 5: five.quotaExceeded } },
  {
    name: 'payload-format',
    says: { en: 'payload of its will not in the format that it names', ja: '遺言の中身が、名乗る形式と違う' },
    codes: { 5: five.payloadFormatInvalid },
    of: willing(({ properties }) => properties?.payloadFormatIndicator === true),
  },
  {
    name: 'no-retain',
    says: {
      en: 'retained messages not supported, not even its will',
      ja: '遺言も含め、retain に対応していない',
    },
    codes: { 5: five.retainNotSupported },
    of: willing(({ retain }) => retain),
  },
  {
    name: 'maximum-qos',
    says: { en: 'QoS of its will not supported', ja: '遺言の QoS に対応していない' },
    codes: { 5: five.qosNotSupported },
    of: willing(({ qos }) => qos > 0),
  },
  {
    name: 'use-another-server',
    says: { en: 'use another server, which is named', ja: '別のサーバーを使うこと(名前つき)' },
    codes: { 5: five.useAnotherServer },
    refers: true,
  },
  {
    name: 'server-moved',
    says: { en: 'server moved, without saying where', ja: 'サーバーは移転した(行き先なし)' },
    codes: { 5: five.serverMoved },
  },
  {
    name: 'connection-rate',
    says: { en: 'connection rate exceeded', ja: '接続の頻度が高すぎる' },
    codes: { 5: five.connectionRateExceeded },
  },
];

/** Situations that refuse the first CONNECT and accept each later one. */
export const refused: readonly Situation[] = refusals.map(
  ({ name, says, codes, refers, of: outOfReach }) => ({
    id: `refused.${name}`,
    title: { en: `CONNACK refuses: ${says.en}`, ja: `CONNACK が拒否する: ${says.ja}` },
    protocolVersions: ([4, 5] as const).filter((version) => codes[version] !== undefined),
    ...(refers && { hasElsewhere: refers }),
    ...(outOfReach && { outOfReach }),
    set({ broker, elsewhere }, { protocolVersion }) {
      const accept = broker.habits.connack;
      const properties = elsewhere && { serverReference: elsewhere.reference };
      const refuse: Answer = { code: codes[protocolVersion] ?? 0, ...(properties && { properties }) };
      broker.habits.connack = (attempt, connect) => (attempt === 1 ? refuse : accept(attempt, connect));
    },
    async play(stage) {
      await stage.comesBack(await stage.sent('CONNECT'));
    },
  }),
);
