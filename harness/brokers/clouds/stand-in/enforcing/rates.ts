import type { IPublishPacket } from 'mqtt-packet';
import { codes, connackCodes } from '../../../../protocol/codes.ts';
import type { Passage } from '../../../../wire/mangling/mangle.ts';
import { refuseConnect, refuseSubscribe } from '../answers.ts';
import { fromClient, type Restriction } from '../restriction.ts';
import { SlidingWindow } from '../sliding-window.ts';

interface Rate {
  readonly count: number;
  readonly per: 'connection' | 'client-id' | 'account';
}

/** A message beyond a rate is not passed on. MQTT 5 says so in PUBACK; in 3.1.1 it is not answered. */
function throttle({ qos, messageId = 0 }: IPublishPacket, { tell, protocolVersion }: Passage): [] {
  const reasonCode = codes.quotaExceeded;
  if (qos > 0 && protocolVersion === 5) tell({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId, reasonCode });
  return [];
}

/** One limit for each connection, or one for all. */
const limitsOf = ({ count, per }: Rate): (() => SlidingWindow) => {
  const shared = new SlidingWindow(count);
  return () => (per === 'account' ? shared : new SlidingWindow(count));
};

/** Drops messages beyond the maximum in a second. */
const throttling = (
  name: string,
  says: Restriction['says'],
  rate: Rate,
  amountOf: (passage: Passage) => number,
): Restriction => ({
  name,
  says,
  begin: () => {
    const limitOf = limitsOf(rate);
    return () => {
      const limit = limitOf();
      return fromClient('publish', (publish, passage) =>
        limit.use(amountOf(passage)) ? publish : throttle(publish, passage),
      );
    };
  },
});

export const publishesPerSecond = (rate: Rate): Restriction =>
  throttling(
    'publishesPerSecond',
    {
      en: `a client publishes at most ${rate.count} times a second`,
      ja: `PUBLISH は毎秒 ${rate.count} 回まで`,
    },
    rate,
    () => 1,
  );

export const messagesPerSecond = (rate: Rate): Restriction =>
  throttling(
    'messagesPerSecond',
    {
      en: `all clients together publish at most ${rate.count} times a second`,
      ja: `全クライアント合わせて PUBLISH は毎秒 ${rate.count} 回まで`,
    },
    rate,
    () => 1,
  );

export const bytesPerSecond = (rate: Rate): Restriction =>
  throttling(
    'bytesPerSecond',
    {
      en: `a client publishes at most ${rate.count} bytes a second`,
      ja: `PUBLISH は毎秒 ${rate.count} バイトまで`,
    },
    rate,
    ({ bytes }) => bytes.length,
  );

/** Refuses subscriptions beyond the maximum in a second. */
export const subscribesPerSecond = (rate: Rate): Restriction => ({
  name: 'subscribesPerSecond',
  says: {
    en: `a client subscribes at most ${rate.count} times a second`,
    ja: `SUBSCRIBE は毎秒 ${rate.count} 回まで`,
  },
  begin: () => {
    const limitOf = limitsOf(rate);
    return () => {
      const limit = limitOf();
      return fromClient('subscribe', (subscribe, passage) =>
        limit.use() ? subscribe : refuseSubscribe(subscribe, passage, codes.quotaExceeded),
      );
    };
  },
});

/**
 * Refuses a client id that connects more often in a second.
 * @param windowMs another length for the second: no test can rely on two connections within one on a busy machine
 */
export const connectsPerSecond = ({ count }: Rate, windowMs?: number): Restriction => ({
  name: 'connectsPerSecond',
  says: {
    en: `a client id connects at most ${count} times a second`,
    ja: `同じクライアント ID での接続は毎秒 ${count} 回まで`,
  },
  begin: () => {
    const limits = new Map<string, SlidingWindow>();
    return () =>
      fromClient('connect', (connect, passage) => {
        const { clientId } = connect;
        if (clientId === '') return connect;
        const limit = limits.get(clientId) ?? new SlidingWindow(count, windowMs);
        limits.set(clientId, limit);
        return limit.use()
          ? connect
          : refuseConnect(passage, codes.connectionRateExceeded, connackCodes.serverUnavailable);
      });
  },
});
