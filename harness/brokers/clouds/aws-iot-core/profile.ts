import type { Profile } from '../../limits/profile.ts';
import { behaviour, possibleBehaviour } from '../behaviour.ts';
import { documentedNeeds } from '../documented-needs.ts';
import { awsIotCoreLimits as limits } from './limits.ts';

/** What AWS IoT Core does otherwise than the standard. */
export const awsIotCoreProfile: readonly Profile[] = [
  {
    broker: 'aws-iot-core',
    lacks: [
      ...documentedNeeds(limits),
      behaviour(limits, 'hashMatchesParent', [
        'filter.multi-level',
        'filters.hash',
        'filters.plus-and-hash',
        'topics.by-room',
      ]),
      behaviour(limits, 'retain', [
        'retain.wildcard',
        'greenhouse.late-dashboard',
        'greenhouse.dies',
        'will.presence',
      ]),
      behaviour(limits, 'dup', ['redelivery.dup']),
      possibleBehaviour(limits, 'packetIdAtResending', [
        'redelivery.on-reconnect',
        'redelivery.unanswered-at-1',
        'redelivery.in-order-at-1',
        'redelivery.only-open-at-1',
        'redelivery.before-queue-at-1',
        'redelivery.lost-puback',
        'redelivery.lost-publish-at-1',
        'redelivery.until-answered',
        'redelivery.unsubscribed',
        'redelivery.after-power-cut',
        'redelivery.after-takeover',
        'takeover.in-flight',
      ]),
      possibleBehaviour(limits, 'order', [
        'order.at-qos-0',
        'order.at-qos-1',
        'order.two-topics',
        'order.wildcard',
        'order.mixed-qos',
        'order.two-subscribers',
        'order.two-publishers',
        'order.large-first',
        'order.answered-late',
        'session.queued',
        'session.queued-in-order-at-1',
        'workers.by-topic',
        'greenhouse.nothing-lost',
        'browser.shows-last',
        'limit.receive-maximum',
      ]),
      possibleBehaviour(limits, 'sessionExpiry', [
        'session.expired',
        'session.expired-for-good',
        'will.delay-ends-with-session',
        'aging.session',
      ]),
    ],
  },
];
