import { codes } from '../../../../protocol/codes.ts';
import { refusePublish } from '../answers.ts';
import { fromClient, inOrder, type Restriction, stateless } from '../restriction.ts';
import { knowingSessions } from '../sessions.ts';
import { withholding } from '../withholding.ts';

const isWildcard = (filter: string): boolean => /[+#]/.test(filter);

/** Keeps no retained messages: they are passed on without the flag. */
export const withoutRetain = (): Restriction =>
  stateless(
    'retain',
    { en: 'retained messages are not kept', ja: 'retain メッセージは残らない' },
    inOrder([
      fromClient('publish', (publish) => (publish.retain ? { ...publish, retain: false } : publish)),
      fromClient('connect', (connect) =>
        connect.will?.retain ? { ...connect, will: { ...connect.will, retain: false } } : connect,
      ),
    ]),
  );

/**
 * Sends retained messages for a filter without wildcards only. MQTT 5 can ask the broker behind for that with Retain Handling; in
 * 3.1.1 they are withheld. There, no live message has the flag [MQTT-3.3.1-9].
 */
export const retainedWithoutWildcards = (): Restriction => ({
  name: 'retain',
  says: {
    en: 'there are no retained messages for a filter with a wildcard',
    ja: 'ワイルドカードを含むフィルターには retain メッセージが届かない',
  },
  begin: knowingSessions((sessions) =>
    inOrder([
      withholding(
        ({ retain, topic }, { clientId, protocolVersion }) =>
          retain && protocolVersion !== 5 && !sessions.of(clientId).subscriptions.has(topic),
      ),
      fromClient('subscribe', (subscribe, { protocolVersion }) => {
        const { subscriptions } = subscribe;
        if (protocolVersion !== 5 || !subscriptions.some(({ topic }) => isWildcard(topic))) return subscribe;
        const asked = subscriptions.map((one) => (isWildcard(one.topic) ? { ...one, rh: 2 as const } : one));
        return { ...subscribe, subscriptions: asked };
      }),
    ]),
  ),
});

/** Refuses larger retained messages. */
export const retainedBytes = (maximum: number): Restriction =>
  stateless(
    'retainedBytes',
    {
      en: `a retained message has at most ${maximum} bytes`,
      ja: `retain メッセージは ${maximum} バイトまで`,
    },
    fromClient('publish', (publish, passage) =>
      publish.retain && Buffer.byteLength(publish.payload) > maximum
        ? refusePublish(publish, passage, codes.quotaExceeded)
        : publish,
    ),
  );

/** Refuses to retain messages of more topics. */
export const retainedMessages = (maximum: number): Restriction => ({
  name: 'retainedMessages',
  says: {
    en: `at most ${maximum} messages are retained`,
    ja: `retain メッセージは ${maximum} 通まで`,
  },
  begin: () => {
    const topics = new Set<string>();
    return () =>
      fromClient('publish', (publish, passage) => {
        const { retain, topic, payload } = publish;
        if (!retain) return publish;
        if (payload.length === 0) topics.delete(topic);
        else if (topics.size < maximum) topics.add(topic);
        const isBeyond = payload.length > 0 && !topics.has(topic);
        return isBeyond ? refusePublish(publish, passage, codes.quotaExceeded) : publish;
      });
  },
});
