import { each, type Faulty, faulty } from '../../../faulty/faults.ts';
import {
  dropsSessionWithoutDisconnect,
  keepsSessions,
  repeatsOnReturn,
  resends,
  startsOver,
  swapsWhenBack,
} from '../../../faulty/flow-faults.ts';

/** Brokers that send the wrong packets again. */
export const redeliveryFaults: readonly Faulty[] = [
  faulty('redelivery.unanswered-at-1', 'takes another packet id when it sends again', () =>
    resends((publish) => ({ ...publish, messageId: (publish.messageId ?? 0) + 7 })),
  ),
  faulty('redelivery.unanswered-at-2', 'sends again at QoS 1', () =>
    resends((publish) => ({ ...publish, qos: 1 })),
  ),
  ...each(
    [
      'redelivery.lost-publish-at-1',
      'redelivery.lost-publish-at-2',
      'redelivery.lost-puback',
      'redelivery.lost-pubrec',
      'redelivery.unsubscribed',
    ],
    'sends nothing twice',
    () => resends(() => []),
  ),
  faulty('redelivery.dup-at-2', 'sends again without DUP', () =>
    resends((publish) => ({ ...publish, dup: false })),
  ),
  ...each(
    [
      'redelivery.lost-pubrel',
      'redelivery.lost-pubcomp',
      'redelivery.pubrel-and-publish',
      'redelivery.pubrels',
    ],
    'starts over with PUBLISH',
    startsOver,
  ),
  ...each(
    [
      'redelivery.refused-at-1',
      'redelivery.refused-at-2',
      'redelivery.only-open-at-1',
      'redelivery.only-open-at-2',
    ],
    'sends again what was answered',
    repeatsOnReturn,
  ),
  faulty('redelivery.until-answered', 'tries twice and gives up', () =>
    resends((publish, nth) => (nth > 2 ? [] : publish)),
  ),
  ...each(
    ['redelivery.after-power-cut', 'redelivery.after-takeover'],
    'forgets who left without DISCONNECT',
    dropsSessionWithoutDisconnect,
  ),
  faulty('redelivery.not-to-clean-start', 'starts no session anew', keepsSessions),
  ...each(
    [
      'redelivery.in-order-at-1',
      'redelivery.in-order-at-2',
      'redelivery.before-queue-at-1',
      'redelivery.before-queue-at-2',
    ],
    'sends again in another order',
    swapsWhenBack,
  ),
  faulty('redelivery.mixed', 'sends again at QoS 2 only', () =>
    resends((publish) => (publish.qos === 1 ? [] : publish)),
  ),
];
