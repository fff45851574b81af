import type { IConnectPacket } from 'mqtt-packet';
import { delivers, type Faulty, faulty, reads, swallows, withoutWill } from '../../../faulty/faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';

type Will = NonNullable<IConnectPacket['will']>;

/** Changes wills before the broker reads them. */
const wills = (change: (will: Will) => Will): Mangle =>
  reads((connect) => (connect.will ? { ...connect, will: change(connect.will) } : connect));

const ignoring = (claim: string): Faulty => faulty(claim, 'ignores the will', () => reads(withoutWill));

/** Uses the first will of a client id for later connections that `where` selects, also for one without a will. */
const keepsFirst = (where: (connect: IConnectPacket) => boolean): Mangle => {
  const first = new Map<string, Will>();
  return reads((connect) => {
    const will = first.get(connect.clientId);
    if (will && where(connect)) return { ...connect, will };
    if (connect.will) first.set(connect.clientId, connect.will);
    return connect;
  });
};

const longer: Mangle = reads((connect) => ({
  ...connect,
  properties: { ...connect.properties, sessionExpiryInterval: 60 },
}));

/** Brokers that break the claims about wills. */
export const willGallery: readonly Faulty[] = [
  ...[
    'will.at-qos-0',
    'will.after-end',
    'will.after-protocol-error',
    'will.after-malformed-packet',
    'will.after-disconnect-with-will',
    'will.taken-over',
  ].map(ignoring),
  ...['will.at-qos-1', 'will.at-qos-2'].map((claim) =>
    faulty(claim, 'publishes wills at QoS 0', () => wills((will) => ({ ...will, qos: 0 }))),
  ),
  faulty('will.empty', 'drops empty messages', () =>
    delivers((publish) => (publish.payload.length === 0 ? [] : publish)),
  ),
  faulty('will.binary', 'reads wills as text', () =>
    wills((will) => ({ ...will, payload: Buffer.from(will.payload.toString()) })),
  ),
  faulty('will.lower-qos', 'delivers at QoS 1', () =>
    delivers((publish) => ({ ...publish, qos: 1, messageId: publish.messageId ?? 1 })),
  ),
  faulty('will.not-after-reason-0', 'does not hear the goodbye', () => swallows('disconnect')),
  ...['will.none', 'will.once'].map((claim) =>
    faulty(claim, 'remembers the will of another connection', () => keepsFirst(({ will }) => !will)),
  ),
  faulty('will.replaced', 'goes by the first will of a client', () => keepsFirst(() => true)),
  faulty('will.retained-as-live', 'sets retain on whatever it delivers', () =>
    delivers((publish) => ({ ...publish, retain: true })),
  ),
  ...['will.delay', 'will.delay-cancelled'].map((claim) =>
    faulty(claim, 'knows no will delay', () => wills(({ properties: _, ...will }) => will)),
  ),
  faulty('will.delay-of-each', 'counts will delays threefold', () =>
    wills(({ properties, ...will }) => ({
      ...will,
      properties: { ...properties, willDelayInterval: 3 * (properties?.willDelayInterval ?? 0) },
    })),
  ),
  faulty('will.delay', 'never publishes a will', () => reads(withoutWill)),
  ...['will.delay-ends-with-session', 'will.delay-without-session'].map((claim) =>
    faulty(claim, 'lets every session last for a minute', () => longer),
  ),
];
