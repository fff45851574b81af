import {
  delivers,
  each,
  type Faulty,
  faulty,
  reads,
  takes,
  withoutWill,
} from '../../harness/faulty/faults.ts';
import { whenBack } from '../../harness/faulty/flow-faults.ts';
import { dropsIncomingProperties } from '../../harness/faulty/properties-faults.ts';

/** Brokers that break the claims of lab 23. */
export const greenhouseFaults: readonly Faulty[] = [
  ...each(
    ['greenhouse.recorded-once', 'greenhouse.vent-once'],
    'takes the second copy of a message for the first',
    () => {
      const seen = new Set<string>();
      return takes((publish) => {
        const key = `${publish.topic} ${publish.payload}`;
        const known = publish.qos === 1 && !publish.topic.endsWith('status') && seen.has(key);
        seen.add(key);
        return known ? { ...publish, topic: `${publish.topic}/again` } : publish;
      });
    },
  ),
  faulty('greenhouse.vent-once', 'delivers no order', () =>
    delivers((publish) => (publish.topic.endsWith('vent/set') ? [] : publish)),
  ),
  ...each(['greenhouse.back-online', 'greenhouse.dies'], 'ignores the will', () => reads(withoutWill)),
  faulty('greenhouse.dies', 'does not retain the will', () =>
    reads((connect) => (connect.will ? { ...connect, will: { ...connect.will, retain: false } } : connect)),
  ),
  faulty('greenhouse.nothing-lost', 'loses one of the readings that wait', () =>
    whenBack((publish) => (`${publish.payload}`.includes('"celsius":18}') ? [] : publish)),
  ),
  faulty('greenhouse.late-dashboard', 'retains no readings', () =>
    takes((publish) => (publish.topic.endsWith('temperature') ? { ...publish, retain: false } : publish)),
  ),
  faulty('greenhouse.stale-order', 'lets no message expire', () =>
    dropsIncomingProperties('messageExpiryInterval'),
  ),
];
