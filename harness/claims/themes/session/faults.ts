import {
  each,
  type Faulty,
  faulty,
  forgetsWithPublisher,
  ignoresUnsubscribe,
} from '../../../faulty/faults.ts';
import {
  dropsSessionWithoutDisconnect,
  expires,
  ignoresExpiryOfDisconnect,
  keepsSessions,
  repeatsOnReturn,
  swapsWhenBack,
  whenBack,
} from '../../../faulty/flow-faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';
import { NEVER_EXPIRES } from '../../../protocol/session-expiry.ts';

/** Counts session expiry from CONNECT on. */
const countsFromConnect = (): Mangle => {
  const until = new Map<string, number>();
  return (packet) => {
    if (packet?.cmd !== 'connect' || packet.protocolVersion !== 5) return packet;
    const expired = (until.get(packet.clientId) ?? Infinity) < performance.now();
    const seconds = packet.properties?.sessionExpiryInterval ?? 0;
    until.set(packet.clientId, performance.now() + seconds * 1_000);
    return expired ? { ...packet, clean: true } : packet;
  };
};

/** Brokers that break the claims about sessions. */
export const sessionFaults: readonly Faulty[] = [
  ...each(
    ['session.keeps-subscriptions', 'session.keeps-last-qos', 'session.queued-at-lower-qos'],
    'remembers subscriptions without their QoS',
    () => whenBack(({ messageId: _, ...publish }) => ({ ...publish, qos: 0 })),
  ),
  faulty('session.keeps-unsubscribed', 'does not act on UNSUBSCRIBE', () => ignoresUnsubscribe),
  faulty('session.keeps-retain-as-published', 'remembers subscriptions without their options', () =>
    whenBack((publish) => ({ ...publish, retain: false })),
  ),
  ...each(
    ['session.queued-in-order-at-1', 'session.queued-in-order-at-2'],
    'keeps what waits in no order',
    swapsWhenBack,
  ),
  faulty('session.queued-first-time', 'sets DUP on what waited', () =>
    whenBack((publish) => ({ ...publish, dup: true })),
  ),
  faulty('session.queued-once', 'sends again what was answered', repeatsOnReturn),
  faulty('session.queue-on-last-visit', 'has nothing left for who comes back', () => whenBack(() => [])),
  faulty('session.power-cut', 'forgets who left without DISCONNECT', dropsSessionWithoutDisconnect),
  ...each(
    [
      'session.clean-start-ends-subscriptions',
      'session.clean-start-ends-queue',
      'session.clean-start-ends-for-good',
      'session.clean-leaves-nothing',
      'session.expiry-absent',
      'session.expiry-0',
      'session.disconnect-expiry-0',
      'session.disconnect-expiry-from-0',
      'session.last-expiry-counts',
    ],
    'keeps every session',
    keepsSessions,
  ),
  faulty('session.retained-stays', 'forgets what a client retained when it leaves', forgetsWithPublisher),
  faulty('session.clean-start-keeps-new', 'keeps nothing of who starts clean', () =>
    expires((asked, clean) => (clean ? 0 : asked)),
  ),
  faulty('session.expiry-never', 'takes no expiry for none at all', () =>
    expires((asked) => (asked === NEVER_EXPIRES ? 0 : asked)),
  ),
  faulty(
    'session.disconnect-expiry-longer',
    'does not read the session expiry of DISCONNECT',
    () => ignoresExpiryOfDisconnect,
  ),
  faulty('session.not-while-connected', 'counts session expiry from CONNECT on', countsFromConnect),
  faulty('session.expired-for-good', 'lets no session expire', keepsSessions),
];
