import type { Text } from '../../base/text.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Situation } from '../situation.ts';
import type { Answer } from '../stage/habits.ts';

/** A refusal: its return code (3.1.1) and reason code (5). */
interface Refusal {
  readonly name: string;
  readonly says: Text;
  readonly codes: Readonly<Partial<Record<ProtocolVersion, number>>>;
  /** Whether it names another server. */
  readonly refers?: true;
}

const refusals: readonly Refusal[] = [
  {
    name: 'unacceptable-version',
    says: { en: 'unacceptable protocol version', ja: 'プロトコルの版が受け入れられない' },
    codes: { 4: 1, 5: 0x84 },
  },
  {
    name: 'identifier-rejected',
    says: { en: 'client identifier not valid', ja: 'クライアント ID が不正' },
    codes: { 4: 2, 5: 0x85 },
  },
  {
    name: 'unavailable',
    says: { en: 'server unavailable', ja: 'サーバーが利用できない' },
    codes: { 4: 3, 5: 0x88 },
  },
  {
    name: 'bad-credentials',
    says: { en: 'bad user name or password', ja: 'ユーザー名かパスワードが違う' },
    codes: { 4: 4, 5: 0x86 },
  },
  { name: 'not-authorized', says: { en: 'not authorized', ja: '権限がない' }, codes: { 4: 5, 5: 0x87 } },
  { name: 'busy', says: { en: 'server busy', ja: 'サーバーが混んでいる' }, codes: { 5: 0x89 } },
  { name: 'banned', says: { en: 'banned', ja: '禁止されている' }, codes: { 5: 0x8a } },
  { name: 'quota', says: { en: 'quota exceeded', ja: '割り当て超過' }, codes: { 5: 0x97 } },
  {
    name: 'use-another-server',
    says: { en: 'use another server, which is named', ja: '別のサーバーを使うこと(名前つき)' },
    codes: { 5: 0x9c },
    refers: true,
  },
  {
    name: 'server-moved',
    says: { en: 'server moved, without saying where', ja: 'サーバーは移転した(行き先なし)' },
    codes: { 5: 0x9d },
  },
  {
    name: 'connection-rate',
    says: { en: 'connection rate exceeded', ja: '接続の頻度が高すぎる' },
    codes: { 5: 0x9f },
  },
];

/** Situations that refuse the first CONNECT and accept each later one. */
const refused: readonly Situation[] = refusals.map(({ name, says, codes, refers }) => ({
  id: `refused.${name}`,
  title: { en: `CONNACK refuses: ${says.en}`, ja: `CONNACK が拒否する: ${says.ja}` },
  protocolVersions: ([4, 5] as const).filter((version) => codes[version] !== undefined),
  ...(refers && { hasElsewhere: refers }),
  set({ broker, elsewhere }, { protocolVersion }) {
    const accept = broker.habits.connack;
    const properties = elsewhere && { serverReference: elsewhere.reference };
    const refuse: Answer = { code: codes[protocolVersion] ?? 0, ...(properties && { properties }) };
    broker.habits.connack = (attempt, connect) => (attempt === 1 ? refuse : accept(attempt, connect));
  },
  async play(stage) {
    await stage.comesBack(await stage.sent('CONNECT'));
  },
}));

/** How long a client is refused again and again, and how long it waits for a CONNACK, in ms. */
const LONG_MS = 9_000;

export const connack: readonly Situation[] = [
  {
    id: 'connack.late',
    title: { en: 'CONNACK comes one second late', ja: 'CONNACK が 1 秒遅れて届く' },
    set({ tap }) {
      tap.delay('CONNACK', 1_000);
    },
    async play(stage) {
      await stage.next(
        { en: 'the late CONNACK', ja: '遅れた CONNACK' },
        ({ type, fate }) => type === 'CONNACK' && fate === 'delayed',
      );
    },
  },
  {
    id: 'connack.never',
    title: { en: 'CONNACK never comes', ja: 'CONNACK がいつまでも届かない' },
    isAboutTime: true,
    set({ broker }) {
      broker.habits.connack = () => undefined;
    },
    async play(stage) {
      await stage.sent('CONNECT');
      await stage.waits(LONG_MS);
    },
  },
  {
    id: 'connack.unavailable-for-long',
    title: {
      en: 'CONNACK says "server unavailable" again and again',
      ja: 'CONNACK が「サーバーが利用できない」を繰り返す',
    },
    isAboutTime: true,
    set({ broker }) {
      broker.habits.connack = (_, { protocolVersion }) => ({ code: protocolVersion === 5 ? 0x88 : 3 });
    },
    async play(stage) {
      await stage.sent('CONNECT');
      await stage.waits(LONG_MS);
    },
  },
  ...refused,
];
