import { codes } from '../../../../protocol/codes.ts';
import { refusedCode, refuseSubscribe } from '../answers.ts';
import { fromClient, type Restriction, stateless } from '../restriction.ts';

/** Refuses a SUBSCRIBE with more filters. */
export const filtersPerSubscribe = (maximum: number): Restriction =>
  stateless(
    'filtersPerSubscribe',
    {
      en: `a SUBSCRIBE has at most ${maximum} filters`,
      ja: `SUBSCRIBE 1 つにフィルターは ${maximum} 個まで`,
    },
    fromClient('subscribe', (subscribe, passage) =>
      subscribe.subscriptions.length > maximum
        ? refuseSubscribe(subscribe, passage, codes.quotaExceeded)
        : subscribe,
    ),
  );

/** Refuses the subscriptions of a connection beyond the maximum. */
export const subscriptionsPerConnection = (maximum: number): Restriction => ({
  name: 'subscriptionsPerConnection',
  says: {
    en: `a connection has at most ${maximum} subscriptions`,
    ja: `1 つの接続で購読は ${maximum} 個まで`,
  },
  begin: () => () => {
    const filters = new Set<string>();
    /** By packet id: which filters of a SUBSCRIBE were refused. */
    const refused = new Map<number, readonly boolean[]>();
    return (packet, direction, passage) => {
      if (direction === 'to-broker' && packet?.cmd === 'unsubscribe') {
        for (const filter of packet.unsubscriptions) filters.delete(filter);
      }
      if (direction === 'to-broker' && packet?.cmd === 'subscribe') {
        const isRefused = packet.subscriptions.map(({ topic }) => {
          if (filters.size < maximum) filters.add(topic);
          return !filters.has(topic);
        });
        if (!isRefused.includes(true)) return packet;
        if (!isRefused.includes(false)) return refuseSubscribe(packet, passage, codes.quotaExceeded);
        refused.set(packet.messageId ?? 0, isRefused);
        return { ...packet, subscriptions: packet.subscriptions.filter((_, index) => !isRefused[index]) };
      }
      const isRefused = packet?.cmd === 'suback' ? refused.get(packet.messageId ?? 0) : undefined;
      if (packet?.cmd !== 'suback' || isRefused === undefined) return packet ?? passage.bytes;
      refused.delete(packet.messageId ?? 0);
      const granted = [...packet.granted];
      const code = refusedCode(passage, codes.quotaExceeded);
      return { ...packet, granted: isRefused.map((no) => (no ? code : Number(granted.shift()))) };
    };
  },
});
