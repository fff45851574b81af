import type { Text } from '../../../base/text.ts';
import type { Fact } from '../fact.ts';
import type { CloudLimits } from '../limits.ts';
import {
  packetBytes,
  receiveMaximum,
  topicAliasesToClient,
  topicAliasMaximum,
  withoutSubscriptionIdentifiers,
} from './enforcing/announced.ts';
import { clientIdBytes, clientIdNotBeginning } from './enforcing/client-ids.ts';
import { waitsForConnack } from './enforcing/connack-first.ts';
import { keepAlive } from './enforcing/keep-alive.ts';
import { hashWithoutParent, lateSubscriptions } from './enforcing/matching.ts';
import { allowedTopics, willTopics } from './enforcing/own-topics.ts';
import { errorPuback, messageExpiry, userPropertiesOnPublishOnly } from './enforcing/properties.ts';
import { protocolVersions } from './enforcing/protocol-versions.ts';
import { maximumQoS, publishAtQoS2, subscribeAtQoS2 } from './enforcing/qos-2.ts';
import { queue } from './enforcing/queue.ts';
import {
  bytesPerSecond,
  connectsPerSecond,
  messagesPerSecond,
  publishesPerSecond,
  subscribesPerSecond,
} from './enforcing/rates.ts';
import { otherPacketIds, withoutDup } from './enforcing/resending.ts';
import {
  retainedBytes,
  retainedMessages,
  retainedWithoutWildcards,
  withoutRetain,
} from './enforcing/retained.ts';
import { sessionExpiry } from './enforcing/session-expiry.ts';
import { concurrentSessions, webSocketSeconds } from './enforcing/sessions.ts';
import { payloadBytes, propertyBytes } from './enforcing/sizes.ts';
import { filtersPerSubscribe, subscriptionsPerConnection } from './enforcing/subscribing.ts';
import { filterLevels, topicBytes, topicLevels } from './enforcing/topics.ts';
import type { Restriction } from './restriction.ts';

/** How late a subscription of a stand-in begins, in ms. The documentation names no time. */
export const LATE_MS = 400;

type Value<Key extends keyof CloudLimits> = NonNullable<CloudLimits[Key]>['value'];

/** How one kind of fact is enforced, or why a stand-in does not do so. */
type Imitation<Key extends keyof CloudLimits> =
  | ((value: Value<Key>, limits: CloudLimits) => Restriction | undefined)
  | Text;

const asBehind: Text = {
  en: 'the broker behind the stand-in does the same',
  ja: '背後のブローカーも同じ動作をする',
};
const atTheDoor: Text = {
  en: 'done where clients connect, not packet by packet',
  ja: 'パケットではなく、接続を受けるところで行う',
};
const onlyMay: Text = {
  en: 'the cloud may do it, but seldom does: a run that depends on it cannot be repeated',
  ja: '起こりうるが、まれ。これに左右される実行は再現できない',
};

/** Every kind of fact. A new one has to be given a restriction or a reason. */
export const imitations: { readonly [Key in keyof Required<CloudLimits>]: Imitation<Key> } = {
  protocolVersions,
  listeners: atTheDoor,
  tlsVersions: atTheDoor,
  noAnonymous: atTheDoor,
  waitsForConnack: () => waitsForConnack(),
  clientIdBytes,
  clientIdNotBeginning,
  keepAlive,
  connectsPerSecond: (value) => connectsPerSecond(value),
  concurrentSessions,
  webSocketSeconds,
  assignedClientId: asBehind,
  enhancedAuthentication: asBehind,
  responseInformation: asBehind,
  userPropertiesOnPublishOnly: () => userPropertiesOnPublishOnly(),
  sessionExpiry,
  queue: (value, { queueOverflow }) =>
    queueOverflow?.value === 'ends-the-session' ? queue(value) : undefined,
  queueOverflow: { en: 'part of the queue', ja: 'キューの一部' },
  replayedPerSecond: {
    en: 'a speed: claims wait for messages, however late they come',
    ja: '速さについて。主張は遅れて届くメッセージも待つ',
  },
  maximumQoS: (value, { subscribeAtQoS2: documented }) =>
    value < 2 ? maximumQoS(value, documented === undefined) : undefined,
  publishAtQoS2,
  retain: (value) => {
    if (value === 'kept') return undefined;
    return value === 'not-kept' ? withoutRetain() : retainedWithoutWildcards();
  },
  retainUnder311: {
    en: 'the page contradicts itself; the stand-in keeps retained messages in both versions',
    ja: 'ページの中で食い違う。代役はどちらの版でも retain メッセージを残す',
  },
  retainedBytes,
  retainedMessages,
  payloadBytes,
  packetBytes,
  topicBytes,
  topicLevels,
  allowedTopics,
  propertyBytes,
  topicAliasMaximum,
  topicAliasesToClient,
  receiveMaximum,
  publishesPerSecond,
  messagesPerSecond,
  bytesPerSecond,
  messageExpiry,
  willTopics,
  subscribeAtQoS2,
  filtersPerSubscribe,
  subscriptionsPerConnection,
  filterLevels,
  subscribesPerSecond,
  wildcards: { en: 'part of the allowed topics', ja: '使えるトピックの一部' },
  sharedSubscriptions: asBehind,
  sharedUnder311: asBehind,
  sharedOverflow: asBehind,
  subscriptionIdentifiers: (value) => (value ? undefined : withoutSubscriptionIdentifiers()),
  subscriptionMayBeLate: () => lateSubscriptions(LATE_MS),
  hashMatchesParent: (value) => (value ? undefined : hashWithoutParent()),
  order: onlyMay,
  dup: () => withoutDup(),
  packetIdAtResending: () => otherPacketIds(),
  qos0MayRepeat: onlyMay,
  inFlightToClient: {
    en: 'the broker behind the stand-in has fewer in flight',
    ja: '背後のブローカーの上限の方が低い',
  },
  deliveriesPerSecond: {
    en: 'a speed: claims wait for messages, however late they come',
    ja: '速さについて。主張は遅れて届くメッセージも待つ',
  },
  errorPuback: () => errorPuback(),
  reasonCodes: { en: 'a list, and no limit', ja: '一覧であり、制限ではない' },
};

/** The restrictions that a cloud's documented limits make, each named after its fact. */
export const restrictionsOf = (limits: CloudLimits): Restriction[] =>
  (Object.keys(imitations) as (keyof CloudLimits)[]).flatMap((key) => restrictionOf(key, limits) ?? []);

function restrictionOf<Key extends keyof CloudLimits>(
  key: Key,
  limits: CloudLimits,
): Restriction | undefined {
  const fact = limits[key] as Fact<Value<Key>> | undefined;
  const imitation: Imitation<Key> = imitations[key];
  return fact === undefined || typeof imitation !== 'function' ? undefined : imitation(fact.value, limits);
}
