import { delivers, type Faulty, faulty } from '../../harness/faulty/faults.ts';
import { swaps } from '../../harness/faulty/flow-faults.ts';
import { inFrontOf, type Mangle } from '../../harness/faulty/mangling-stream.ts';
import { sharing } from '../../harness/faulty/sharing.ts';

/** A fault of a broker that supports shared subscriptions and announces them. */
const shares = (breaks: string, does: string, mangle: () => Mangle): Faulty => ({
  breaks,
  does,
  options: () => ({ mangle: mangle(), capabilities: { sharedSubscriptionAvailable: true } }),
});

/** Delivers nothing to the client of this name. */
const leavesOut = (name: string): Mangle =>
  delivers((publish, { clientId }) => (clientId.endsWith(name) ? [] : publish));

/** Drops QoS 2 messages that it has sent before. */
const sendsOnce = (): Mangle => {
  const sent = new Set<string>();
  return delivers((publish) => {
    const again = publish.qos === 2 && sent.has(`${publish.payload}`);
    sent.add(`${publish.payload}`);
    return again ? [] : publish;
  });
};

/** Brokers that break the claims of lab 15. */
export const sharedSubscriptionFaults: readonly Faulty[] = [
  faulty('workers.all-get-all', 'deals messages to ordinary subscribers', () => leavesOut('left')),
  faulty('workers.by-topic', 'delivers every two messages in the wrong order', () => swaps()),
  shares('workers.one-of-group', 'gives a job to every worker of the group', () =>
    sharing({ chosen: (members) => members }),
  ),
  shares('workers.one-of-group', 'deals to a seat that no worker sits on', () =>
    sharing({ chosen: (members, turn) => members.filter((_, seat) => seat === turn % (members.length + 1)) }),
  ),
  shares('workers.beside-group', 'takes all groups of a filter for one', () =>
    sharing({ groupOf: ({ filter }) => filter }),
  ),
  shares('workers.beside-group', 'delivers to groups only', () => inFrontOf(sharing(), leavesOut('monitor'))),
  shares('workers.no-retained', 'sends what is retained to a worker that joins', () =>
    sharing({ sendsRetained: true }),
  ),
  shares('workers.qos2-stays', 'does not send again what a worker left unanswered', () =>
    inFrontOf(sharing(), sendsOnce()),
  ),
];
