import { codes, connackCodes } from '../../../../protocol/codes.ts';
import { refuseConnect, refusePublish, refuseSubscribe } from '../answers.ts';
import { fromClient, inOrder, type Restriction, stateless } from '../restriction.ts';

/** Whether a topic or filter is one of these: `{id}` is the client id, and `#` any rest. */
const isOneOf = (patterns: readonly string[], topic: string, clientId: string): boolean =>
  patterns
    .map((pattern) => pattern.replace('{id}', clientId))
    .some(
      (pattern) => topic === pattern || (pattern.endsWith('#') && topic.startsWith(pattern.slice(0, -1))),
    );

interface Allowed {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** Refuses all topics and filters but these. */
export const allowedTopics = ({ publish: names, subscribe: filters }: Allowed): Restriction =>
  stateless(
    'allowedTopics',
    { en: `the only topics are ${names.join(', ')}`, ja: `使えるトピックは ${names.join('、')} だけ` },
    inOrder([
      fromClient('publish', (publish, passage) =>
        isOneOf(names, publish.topic, passage.clientId)
          ? publish
          : refusePublish(publish, passage, codes.notAuthorized),
      ),
      fromClient('subscribe', (subscribe, passage) =>
        subscribe.subscriptions.every(({ topic }) => isOneOf(filters, topic, passage.clientId))
          ? subscribe
          : refuseSubscribe(subscribe, passage, codes.notAuthorized),
      ),
    ]),
  );

/** Refuses wills on other topics. */
export const willTopics = (names: readonly string[]): Restriction =>
  stateless(
    'willTopics',
    { en: `a will is for ${names.join(', ')}`, ja: `遺言のトピックは ${names.join('、')} だけ` },
    fromClient('connect', (connect, passage) => {
      const { will, clientId } = connect;
      if (will === undefined || isOneOf(names, will.topic, clientId)) return connect;
      return refuseConnect(passage, codes.topicNameInvalid, connackCodes.notAuthorized);
    }),
  );
