import { delivers, type Faulty, faulty, takes } from '../../harness/faulty/faults.ts';

/** Brokers that break the claims of lab 22, at home and behind the limits of a cloud. */
export const cloudsFaults: readonly Faulty[] = [
  faulty('clouds.last-value', 'retains nothing', () => takes((publish) => ({ ...publish, retain: false }))),
  faulty('clouds.arrives', 'delivers no value after the first', () =>
    delivers((publish) => (`${publish.payload}` === '21.6' ? [] : publish)),
  ),
  faulty('clouds.arrives', 'delivers a value twice', () =>
    delivers((publish) => (`${publish.payload}` === '21.6' ? [{ ...publish, qos: 0 }, publish] : publish)),
  ),
  faulty('clouds.same-answers', 'delivers at QoS 0 what was sent at QoS 1', () =>
    delivers((publish) => (publish.topic.endsWith('temperature') ? { ...publish, qos: 0 } : publish)),
  ),
];
