import { codes, connackCodes } from '../../../../protocol/codes.ts';
import { refuseConnect } from '../answers.ts';
import { fromClient, type Restriction } from '../restriction.ts';
import { knowingSessions } from '../sessions.ts';

/** Refuses a client when the maximum number of sessions exists. Sessions of clients that are away count. */
export const concurrentSessions = (maximum: number): Restriction => ({
  name: 'concurrentSessions',
  says: { en: `there are at most ${maximum} sessions`, ja: `セッションは ${maximum} まで` },
  begin: knowingSessions((sessions) =>
    fromClient('connect', (connect, passage) => {
      const { clientId } = connect;
      const isKnown = sessions.of(clientId).connections > 1;
      if (isKnown || sessions.all.length <= maximum) return connect;
      sessions.forget(clientId);
      return refuseConnect(passage, codes.quotaExceeded, connackCodes.notAuthorized);
    }),
  ),
});

/** Ends a WebSocket connection at the first packet after its maximum duration, in seconds. */
export const webSocketSeconds = (seconds: number): Restriction => ({
  name: 'webSocketSeconds',
  says: {
    en: `a WebSocket connection ends after ${seconds} s`,
    ja: `WebSocket の接続は ${seconds} 秒で終わる`,
  },
  begin: () => (beginning) => {
    const end = performance.now() + seconds * 1_000;
    return (packet, _direction, { bytes, hangUp }) => {
      if (!beginning.webSocket || performance.now() < end) return packet ?? bytes;
      hangUp();
      return [];
    };
  },
});
