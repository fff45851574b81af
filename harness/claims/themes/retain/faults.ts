import {
  delivers,
  each,
  type Faulty,
  faulty,
  forgetsWithPublisher,
  reads,
  takes,
  withOptions,
} from '../../../faulty/faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';
import { andSendsLate } from '../../../faulty/retained-late.ts';

const QOS = [0, 1, 2] as const;

/** Sends only the first retained message on each connection. */
const findsOne = (): Mangle => {
  const served = new Set<number>();
  return delivers((publish, { connection }) => {
    const again = publish.retain && served.has(connection);
    if (publish.retain) served.add(connection);
    return again ? [] : publish;
  });
};

const keepsFirst = (): Mangle => {
  let kept = false;
  return takes((publish) => {
    const retain = publish.retain && !kept;
    kept ||= retain;
    return { ...publish, retain };
  });
};

/** Brokers that break the claims about retained messages. */
export const retainFaults: readonly Faulty[] = [
  ...QOS.flatMap((qos) => [
    faulty(`retain.kept-at-qos-${qos}`, `does not retain QoS ${qos}`, () =>
      takes((publish) => (publish.qos === qos ? { ...publish, retain: false } : publish)),
    ),
    faulty(`retain.cleared-at-qos-${qos}`, `clears nothing at QoS ${qos}`, () =>
      takes((publish) =>
        publish.qos === qos && publish.payload.length === 0 ? { ...publish, retain: false } : publish,
      ),
    ),
    faulty(`retain.not-replaced-at-qos-${qos}`, `retains whatever it takes at QoS ${qos}`, () =>
      takes((publish) => (publish.qos === qos ? { ...publish, retain: true } : publish)),
    ),
  ]),
  ...each(
    ['retain.subscribed-again', 'retain.wildcard', 'retain.several-filters'],
    'sends one retained message a connection',
    findsOne,
  ),
  ...each(['retain.replaced', 'retain.replaced-at-qos-0'], 'keeps the first message', keepsFirst),
  ...each(['retain.handling-1', 'retain.handling-2'], 'knows retain handling 0 only', () =>
    withOptions({ rh: 0 }),
  ),
  faulty('retain.as-published', 'knows no retain as published', () => withOptions({ rap: false })),
  faulty('retain.not-as-published', 'sets retain on whatever it delivers', () =>
    delivers((publish) => ({ ...publish, retain: true })),
  ),
  faulty('retain.empty-is-delivered', 'keeps to itself that a topic was cleared', () =>
    delivers((publish) => (publish.payload.length === 0 ? [] : publish)),
  ),
  faulty('retain.lower-qos', 'sends what is retained at QoS 0', () =>
    delivers(({ messageId: _, ...publish }) => ({ ...publish, qos: 0 })),
  ),
  faulty('retain.publisher-gone', 'forgets with the publisher', forgetsWithPublisher),
  faulty('retain.by-will', 'does not retain wills', () =>
    reads((connect) => (connect.will ? { ...connect, will: { ...connect.will, retain: false } } : connect)),
  ),
  faulty('retain.not-by-will', 'retains every will', () =>
    reads((connect) => (connect.will ? { ...connect, will: { ...connect.will, retain: true } } : connect)),
  ),
  faulty('retain.cleared-at-qos-1', 'clears nothing, and sends what is retained late', () =>
    andSendsLate(
      takes((publish) => (publish.payload.length === 0 ? { ...publish, retain: false } : publish)),
    ),
  ),
  faulty('retain.replaced-at-qos-0', 'keeps the first message, and sends it late', () =>
    andSendsLate(keepsFirst()),
  ),
  ...each(
    ['retain.handling-1', 'retain.handling-2'],
    'knows retain handling 0 only, and sends what is retained late',
    () => andSendsLate(withOptions({ rh: 0 })),
  ),
  faulty('retain.not-by-will', 'retains every will, and sends it late', () =>
    andSendsLate(
      reads((connect) => (connect.will ? { ...connect, will: { ...connect.will, retain: true } } : connect)),
    ),
  ),
];
