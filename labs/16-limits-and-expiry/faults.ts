import type { IConnectPacket } from 'mqtt-packet';
import { delivers, type Faulty, faulty, reads, takes } from '../../harness/faulty/faults.ts';
import { sends } from '../../harness/faulty/flow-faults.ts';
import type { Mangle } from '../../harness/faulty/mangling-stream.ts';
import { changesProperties, dropsIncomingProperties } from '../../harness/faulty/properties-faults.ts';

type ConnectProperties = NonNullable<IConnectPacket['properties']>;

/** Changes the properties of CONNECT, if it has any. */
const connectsWith = (change: (properties: ConnectProperties) => ConnectProperties): Mangle =>
  reads(({ properties, ...connect }) => ({
    ...connect,
    ...(properties && { properties: change(properties) }),
  }));

/** Brokers that break the claims of lab 16. */
export const limitFaults: readonly Faulty[] = [
  faulty('limit.receive-maximum', 'sends as many messages at once as it likes', () =>
    connectsWith(({ receiveMaximum: _, ...others }) => others),
  ),
  faulty('limit.receive-maximum', 'forgets one of the messages that wait', () =>
    delivers((publish, { clientId }) =>
      clientId.endsWith('slow') && `${publish.payload}` === '4' ? [] : publish,
    ),
  ),
  faulty('limit.packet-size', 'sends packets as large as it likes', () =>
    connectsWith(({ maximumPacketSize: _, ...others }) => others),
  ),
  faulty('limit.none', 'drops what it finds too large', () =>
    delivers((publish) => (publish.payload.length < 200 ? publish : [])),
  ),
  faulty('limit.topic-alias', 'does not know what an alias stands for', () =>
    takes((publish) => (publish.topic === '' ? { ...publish, topic: 'unknown', properties: {} } : publish)),
  ),
  faulty('told.unsuback', 'says success for whatever is unsubscribed', () =>
    sends('unsuback', (packet) => ({ ...packet, granted: [0] }) as typeof packet),
  ),
  faulty('aging.gone', 'lets no message expire', () => dropsIncomingProperties('messageExpiryInterval')),
  faulty('aging.time-left', 'passes on the expiry it was given', () =>
    changesProperties((properties) => ({ ...properties, messageExpiryInterval: 60 })),
  ),
  faulty('aging.session', 'lets no session expire', () =>
    connectsWith((properties) =>
      properties.sessionExpiryInterval === 1 ? { ...properties, sessionExpiryInterval: 600 } : properties,
    ),
  ),
];
