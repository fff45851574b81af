import type { Text } from '../../base/text.ts';
import type { Need } from '../limits/need.ts';
import type { Lack } from '../limits/profile.ts';
import type { Fact } from './fact.ts';
import { sourceText } from './limit-text.ts';
import type { CloudLimits } from './limits.ts';

interface Part {
  readonly need: Need;
  /** The fact that says that the cloud leaves it out. Undefined if no fact does. */
  readonly leftOutBy: (limits: CloudLimits) => Fact<unknown> | undefined;
  readonly says: Text;
}

const when = <T>(fact: Fact<T> | undefined, isLeftOut: (value: T) => boolean): Fact<T> | undefined =>
  fact !== undefined && isLeftOut(fact.value) ? fact : undefined;
const isFalse = (value: boolean): boolean => !value;

const parts: readonly Part[] = [
  {
    need: 'qos2',
    leftOutBy: ({ maximumQoS }) => when(maximumQoS, (most) => most < 2),
    says: { en: 'QoS 2 is not supported', ja: 'QoS 2 に対応していない' },
  },
  {
    need: 'retain',
    leftOutBy: ({ retain }) => when(retain, (kept) => kept === 'not-kept'),
    says: { en: 'retained messages are not kept', ja: 'retain メッセージは残らない' },
  },
  {
    need: 'wildcard',
    leftOutBy: ({ wildcards }) => when(wildcards, isFalse),
    says: { en: 'wildcards do not filter', ja: 'ワイルドカードで絞り込めない' },
  },
  {
    need: 'shared',
    leftOutBy: ({ sharedSubscriptions }) => when(sharedSubscriptions, isFalse),
    says: { en: 'there are no shared subscriptions', ja: '共有サブスクリプションがない' },
  },
  {
    need: 'subscription-ids',
    leftOutBy: ({ subscriptionIdentifiers }) => when(subscriptionIdentifiers, isFalse),
    says: { en: 'there are no subscription identifiers', ja: 'Subscription Identifier がない' },
  },
];

/** The parts of MQTT that a cloud leaves out, as its facts say. */
export const documentedNeeds = (limits: CloudLimits): Lack[] =>
  parts.flatMap(({ need, leftOutBy, says }) => {
    const fact = leftOutBy(limits);
    return fact === undefined ? [] : [{ need, says, source: fact.page, read: sourceText(fact) }];
  });
