import { codes, connackCodes } from '../../protocol/codes.ts';
import type { Situation } from '../situation.ts';
import { refused } from './refused.ts';

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
      broker.habits.connack = (_, { protocolVersion }) => ({
        code: protocolVersion === 5 ? codes.serverUnavailable : connackCodes.serverUnavailable,
      });
    },
    async play(stage) {
      await stage.sent('CONNECT');
      await stage.waits(LONG_MS);
    },
  },
  ...refused,
];
