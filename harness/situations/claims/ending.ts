import type { PacketEntry } from '../../protocol/packet.ts';
import { type Played, STANDSTILL_MS } from '../played.ts';
import type { ClientClaim } from './claim.ts';
import { broken, everyTime, holds, type Judgement, noOccasion } from './claim.ts';
import {
  type Connection,
  codeOf,
  connectionsOf,
  isFromClient,
  isToClient,
  isWronged,
  sentOn,
} from './reading.ts';

const leaves = { en: 'it sends DISCONNECT', ja: 'DISCONNECT を送る' };
/** A client's timer may be late by this much, in ms. */
const LATENESS_MS = 500;

/**
 * Milliseconds between what a client sent, one after the other, on a connection that stands; the last pause included, but for a
 * client that has sent DISCONNECT: it may send nothing more.
 */
function pausesOn(connection: Connection): number[] {
  const { connack, end } = connection;
  if (connack === undefined || codeOf(connack) !== 0) return [];
  const sent = sentOn(connection);
  const hasLeft = sent.some(({ type }) => type === 'DISCONNECT');
  const times = [...sent.map(({ at }) => at), ...(end === undefined || hasLeft ? [] : [end.at])];
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}

/** Judges pauses by a keep alive: half as long again is when a broker hangs up. */
function judgePauses(played: Played, keepAliveOf: (connection: Connection) => number): Judgement {
  if (played.standstill > STANDSTILL_MS) return noOccasion;
  return everyTime(
    'kept',
    connectionsOf(played).flatMap((connection) => {
      const most = keepAliveOf(connection) * 1_500 + LATENESS_MS;
      const pauses = pausesOn(connection);
      const lasted = pauses.reduce((sum, pause) => sum + pause, 0);
      if (most === LATENESS_MS || lasted < most) return [];
      return [pauses.every((pause) => pause <= most) ? 'kept' : 'exceeded'];
    }),
  );
}

/** Session Expiry Interval in seconds; 0 if it is left out. */
const sessionExpiryOf = (packet: PacketEntry | undefined): number =>
  Number(packet?.fields.properties?.sessionExpiryInterval ?? 0);

const serverKeepAlive = ({ connack }: Connection): number =>
  Number(connack?.fields.properties?.serverKeepAlive ?? 0);

export const ending: readonly ClientClaim[] = [
  {
    id: 'keep-alive.kept',
    says: {
      en: 'When there is nothing to send it sends PINGREQ, so that no pause is longer than its keep alive (judged at one and a half times)',
      ja: '送るものがなければ PINGREQ を送り、間隔が Keep Alive を超えない(1.5 倍で判定)',
    },
    statements: { 4: ['MQTT-3.1.2-23'], 5: ['MQTT-3.1.2-20'] },
    occasion: {
      en: 'its keep alive is short enough to wait for',
      ja: 'Keep Alive が待てるほど短い',
    },
    shownIn: ['plain.idle'],
    isAboutTime: true,
    judge: (played) =>
      played.situation === 'plain.idle'
        ? judgePauses(played, (connection) =>
            serverKeepAlive(connection) > 0 ? 0 : played.conduct.keepAlive,
          )
        : noOccasion,
  },
  {
    id: 'keep-alive.of-the-broker',
    says: {
      en: 'It uses the keep alive that the broker asks for instead of its own',
      ja: '自分の Keep Alive ではなく、ブローカーが指定した値を使う',
    },
    statements: { 5: ['MQTT-3.1.2-21', 'MQTT-3.2.2-21'] },
    occasion: { en: 'CONNACK has a Server Keep Alive', ja: 'CONNACK に Server Keep Alive がある' },
    shownIn: ['limit.server-keep-alive'],
    isAboutTime: true,
    judge: (played) => judgePauses(played, serverKeepAlive),
  },
  {
    id: 'disconnect.nothing-after',
    says: { en: 'After DISCONNECT it sends nothing more', ja: 'DISCONNECT のあとは何も送らない' },
    statements: { 4: ['MQTT-3.14.4-2'], 5: ['MQTT-3.14.4-1'] },
    occasion: leaves,
    shownIn: ['plain.undisturbed'],
    judge: (played) =>
      everyTime(
        'nothing',
        connectionsOf(played).flatMap((connection) => {
          const sent = sentOn(connection);
          const at = sent.findIndex(({ type }) => type === 'DISCONNECT');
          return at < 0 ? [] : [sent[at + 1]?.type ?? 'nothing'];
        }),
      ),
  },
  {
    id: 'disconnect.closes',
    says: { en: 'After DISCONNECT it closes the connection', ja: 'DISCONNECT のあとは接続を閉じる' },
    statements: { 4: ['MQTT-3.14.4-1'], 5: ['MQTT-3.14.4-2', 'MQTT-4.13.2-1'] },
    occasion: leaves,
    shownIn: ['plain.undisturbed'],
    judge: (played) =>
      everyTime(
        'closed',
        connectionsOf(played)
          .filter((connection) => sentOn(connection, 'DISCONNECT').length > 0)
          .flatMap(({ end, number, hasLeft }) => {
            if (end?.what === 'closed-by-client') return ['closed'];
            if (!played.attended.has(number)) return [];
            return [hasLeft ? 'left open' : 'closed'];
          }),
      ),
  },
  {
    id: 'disconnect.session-expiry',
    says: {
      en: 'Its DISCONNECT does not ask for a session to be kept that its CONNECT let end with the connection',
      ja: 'CONNECT で接続とともに終えるとしたセッションを、DISCONNECT で残そうとしない',
    },
    // A Protocol Error [MQTT 5, 3.14.2.2.2].
    statements: { 5: ['MQTT-4.13.1-1'] },
    occasion: {
      en: 'it sends DISCONNECT with a Session Expiry Interval',
      ja: 'Session Expiry Interval のある DISCONNECT を送る',
    },
    shownIn: ['plain.undisturbed'],
    judge: (played) =>
      everyTime(
        'allowed',
        connectionsOf(played).flatMap((connection) => {
          const before = sessionExpiryOf(connection.connect);
          return sentOn(connection, 'DISCONNECT')
            .filter(({ fields }) => fields.properties?.sessionExpiryInterval !== undefined)
            .map((packet) => (before === 0 && sessionExpiryOf(packet) > 0 ? 'kept after all' : 'allowed'));
        }),
      ),
  },
  {
    id: 'errors.closes',
    says: {
      en: 'When the broker sends what is no MQTT, the client closes the connection',
      ja: 'ブローカーが MQTT でないものを送ったら、クライアントは接続を閉じる',
    },
    statements: { 4: ['MQTT-2.2.2-2', 'MQTT-3.3.1-4', 'MQTT-4.8.0-1'] },
    occasion: { en: 'a malformed packet reaches it', ja: '不正なパケットが届く' },
    shownIn: ['malformed.qos3', 'malformed.flags', 'malformed.length', 'malformed.type'],
    judge(played) {
      const wronged = connectionsOf(played).filter(isWronged);
      if (wronged.some(({ isFinal }) => isFinal)) return broken('closed', 'goes on');
      return wronged.some(({ end }) => end?.what === 'closed-by-client') ? holds : noOccasion;
    },
  },
];

/** What a client sent after something malformed had reached it. */
export const afterMalformed = (connection: Connection): string[] => {
  const { packets, notMqtt } = connection;
  const at =
    packets.find((packet) => isToClient(packet) && packet.malformed !== undefined)?.at ?? notMqtt?.at;
  return packets
    .filter((packet) => isFromClient(packet) && at !== undefined && packet.at >= at)
    .map(({ type }) => type);
};
