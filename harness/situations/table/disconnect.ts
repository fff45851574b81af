import type { Text } from '../../base/text.ts';
import { codes } from '../../protocol/codes.ts';
import { staying } from '../reach.ts';
import type { Situation } from '../situation.ts';

/** Time for a client to close its side before the stage does, in ms of own time. */
const CLOSES_MS = 1_000;

interface Goodbye {
  readonly name: string;
  readonly says: Text;
  readonly reasonCode: number;
  /** Whether it names another server. */
  readonly refers?: true;
}

const goodbyes: readonly Goodbye[] = [
  {
    name: 'shutting-down',
    says: { en: '0x8B, server shutting down', ja: '0x8B サーバー停止' },
    reasonCode: codes.serverShuttingDown,
  },
  {
    name: 'busy',
    says: { en: '0x89, server busy', ja: '0x89 サーバーが混んでいる' },
    reasonCode: codes.serverBusy,
  },
  {
    name: 'taken-over',
    says: { en: '0x8E, session taken over', ja: '0x8E セッションが引き継がれた' },
    reasonCode: codes.sessionTakenOver,
  },
  {
    name: 'use-another-server',
    says: { en: '0x9C, use another server, which is named', ja: '0x9C 別のサーバーへ(名前つき)' },
    reasonCode: codes.useAnotherServer,
    refers: true,
  },
  {
    name: 'server-moved',
    says: { en: '0x9D, server moved, without saying where', ja: '0x9D サーバー移転(行き先なし)' },
    reasonCode: codes.serverMoved,
  },
  {
    name: 'server-moved-there',
    says: { en: '0x9D, server moved, with a reference', ja: '0x9D サーバー移転(行き先つき)' },
    reasonCode: codes.serverMoved,
    refers: true,
  },
];

/** The broker sends DISCONNECT (MQTT 5 only), and closes if the client does not. */
export const disconnects: readonly Situation[] = goodbyes.map(({ name, says, reasonCode, refers }) => ({
  id: `disconnect.${name}`,
  title: { en: `The broker sends DISCONNECT ${says.en}`, ja: `ブローカーが DISCONNECT を送る: ${says.ja}` },
  protocolVersions: [5],
  ...(refers && { hasElsewhere: refers }),
  outOfReach: staying,
  async play(stage) {
    await stage.accepted();
    await stage.quiet();
    const properties = stage.elsewhere && { serverReference: stage.elsewhere.reference };
    stage.broker.connection?.send({ cmd: 'disconnect', reasonCode, ...(properties && { properties }) });
    const goodbye = await stage.next(
      { en: 'DISCONNECT to the client', ja: 'クライアントへの DISCONNECT' },
      ({ type, direction }) => type === 'DISCONNECT' && direction === 'to-client',
    );
    await stage.closes(CLOSES_MS);
    stage.broker.connection?.close();
    await stage.comesBack(goodbye);
  },
}));
