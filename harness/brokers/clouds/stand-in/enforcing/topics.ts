import type { ISubscription } from 'mqtt-packet';
import { codes } from '../../../../protocol/codes.ts';
import { levelsOf } from '../../measures.ts';
import { refusePublish, refuseSubscribe } from '../answers.ts';
import { fromClient, inOrder, type Restriction, stateless } from '../restriction.ts';

/** Without `$share/name/`, which does not count. */
const own = ({ topic }: ISubscription): string => topic.replace(/^\$share\/[^/]*\//, '');

const filtersWhere = (isRefused: (filter: string) => boolean) =>
  fromClient('subscribe', (subscribe, passage) =>
    subscribe.subscriptions.some((one) => isRefused(own(one)))
      ? refuseSubscribe(subscribe, passage, codes.topicFilterInvalid)
      : subscribe,
  );

const namesAndFiltersWhere = (isRefused: (topic: string) => boolean) =>
  inOrder([
    fromClient('publish', (publish, passage) =>
      isRefused(publish.topic) ? refusePublish(publish, passage, codes.topicNameInvalid) : publish,
    ),
    filtersWhere(isRefused),
  ]);

/** Refuses topics and filters of more bytes of UTF-8. */
export const topicBytes = (maximum: number): Restriction =>
  stateless(
    'topicBytes',
    { en: `a topic has at most ${maximum} bytes`, ja: `トピックは ${maximum} バイトまで` },
    namesAndFiltersWhere((topic) => Buffer.byteLength(topic) > maximum),
  );

/** Refuses topics and filters of more levels. */
export const topicLevels = (maximum: number): Restriction =>
  stateless(
    'topicLevels',
    { en: `a topic has at most ${maximum} levels`, ja: `トピックの階層は ${maximum} まで` },
    namesAndFiltersWhere((topic) => levelsOf(topic) > maximum),
  );

/** Refuses filters of more levels. */
export const filterLevels = (maximum: number): Restriction =>
  stateless(
    'filterLevels',
    { en: `a filter has at most ${maximum} levels`, ja: `フィルターの階層は ${maximum} まで` },
    filtersWhere((filter) => levelsOf(filter) > maximum),
  );
