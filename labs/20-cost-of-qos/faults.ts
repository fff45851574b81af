import { delivers, each, type Faulty, faulty } from '../../harness/faulty/faults.ts';
import { doubles } from '../../harness/faulty/flow-faults.ts';

/** Brokers that break the claims of lab 20. */
export const costFaults: readonly Faulty[] = [
  ...each(['cost.packets', 'cost.each-hop'], 'delivers QoS 0 twice, to be on the safe side', () =>
    delivers((publish) => (publish.qos === 0 ? [publish, publish] : publish)),
  ),
  faulty('cost.packets', 'sends PUBREC twice', () => doubles('pubrec')),
  ...each(['cost.bytes', 'cost.payload'], 'adds a line end to the payload', () =>
    delivers((publish) => ({ ...publish, payload: `${publish.payload}\n` })),
  ),
];
