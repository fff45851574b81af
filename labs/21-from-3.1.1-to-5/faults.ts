import {
  changesConnack,
  delivers,
  type Faulty,
  faulty,
  misconfigured,
  reads,
  takes,
} from '../../harness/faulty/faults.ts';
import { leavesOut } from '../../harness/faulty/properties-faults.ts';

/** Brokers that break the claims of lab 21. */
export const versionFaults: readonly Faulty[] = [
  faulty('ready.as-told', 'retains nothing, and does not say so', () =>
    takes((publish) => ({ ...publish, retain: false })),
  ),
  faulty('ready.as-told', 'has no wildcards, and does not say so', () =>
    delivers((publish) => (publish.topic.endsWith('ready/any/door') ? [] : publish)),
  ),
  faulty('ready.silent', 'claims to remember a client that starts clean', () =>
    changesConnack((connack) => ({ ...connack, sessionPresent: true })),
  ),
  faulty('move.session-lost', 'keeps a session that has no time to live', () =>
    reads((connect) =>
      connect.protocolVersion === 5 && connect.clean === false
        ? { ...connect, properties: { ...connect.properties, sessionExpiryInterval: 60 } }
        : connect,
    ),
  ),
  faulty('move.session-kept', 'forgets whatever it kept of a client of 3.1.1', () =>
    reads((connect) => (connect.protocolVersion === 4 ? { ...connect, clean: true } : connect)),
  ),
  faulty('move.session-kept', 'does not look at the Session Expiry Interval', () =>
    reads(({ properties: _, ...connect }) =>
      connect.protocolVersion === 5 ? connect : { ...connect, clean: true },
    ),
  ),
  misconfigured('move.refused', 'lets every user publish everything', ({ acl: _, ...setup }) => setup),
  faulty('move.farewell', 'welcomes two of the same name', () =>
    reads((connect, { connection }) => ({
      ...connect,
      clientId: `${connect.clientId.slice(0, 20)}${connection}`,
    })),
  ),
  faulty('mixed.arrives', 'delivers nothing to old programs', () =>
    delivers((publish, { protocolVersion }) => (protocolVersion === 4 ? [] : publish)),
  ),
  faulty('mixed.properties', 'drops the content type', () => leavesOut('contentType')),
];
