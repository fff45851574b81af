import { each, type Faulty, faulty } from '../../../faulty/faults.ts';
import { swaps } from '../../../faulty/flow-faults.ts';

/** Brokers that deliver in another order. */
export const orderFaults: readonly Faulty[] = [
  ...([0, 1, 2] as const).map((level) =>
    faulty(`order.at-qos-${level}`, `delivers in no order at QoS ${level}`, () =>
      swaps(({ qos }) => qos === level),
    ),
  ),
  ...each(
    ['order.lowered-to-qos-0', 'order.lowered-to-qos-1', 'order.answered-late'],
    'delivers in no order',
    () => swaps(),
  ),
  ...each(['order.two-topics', 'order.wildcard'], 'keeps the order on one topic only', () =>
    swaps(({ topic }) => topic.endsWith('/2')),
  ),
  faulty('order.mixed-qos', 'lets QoS 2 messages overtake each other', () => swaps(({ qos }) => qos === 2)),
  faulty('order.two-subscribers', 'keeps the order for one subscriber only', () =>
    swaps((_, { clientId }) => clientId.endsWith('second')),
  ),
  faulty('order.two-publishers', 'keeps the order of one publisher only', () =>
    swaps(({ payload }) => `${payload}`.startsWith('b')),
  ),
  faulty('order.large-first', 'lets small messages pass', () =>
    swaps(({ payload }) => payload.length > 1_000),
  ),
];
