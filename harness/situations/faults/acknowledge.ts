import type { FaultyClient } from '../faulty-client.ts';
import type { Script } from '../scripted/script.ts';
import { doubles, faulty, keepsBack, swaps } from './making.ts';

/** Ignores a message with DUP, as if it had been answered. */
const overlooksRepeated = (qos: number) => (): Pick<Script, 'hears'> => ({
  hears: (packet) =>
    packet.type === 'PUBLISH' && packet.fields.qos === qos && packet.fields.dup === true ? undefined : packet,
});

/** Bytes of a PUBREL without reason code and properties. */
const SHORTEST = 4;

/** Clients that acknowledge wrongly. */
export const acknowledgeFaults: readonly FaultyClient[] = [
  faulty('acknowledge.qos1', 'does not acknowledge QoS 1 messages', () => keepsBack('puback')),
  faulty('acknowledge.qos1', 'acknowledges the first QoS 1 message only', () =>
    keepsBack('puback', ({ messageId = 0 }) => messageId > 1),
  ),
  faulty('acknowledge.qos2', 'does not acknowledge QoS 2 messages', () => keepsBack('pubrec')),
  faulty('acknowledge.pubrel', 'does not answer PUBREL', () => keepsBack('pubcomp')),
  faulty('acknowledge.with-reason-codes', 'closes when PUBREL has properties', () => ({
    hears: (packet, { hangUp }) => {
      if (packet.type !== 'PUBREL' || packet.size === SHORTEST) return packet;
      hangUp();
      return undefined;
    },
  })),
  faulty('acknowledge.with-reason-codes', 'overlooks a PUBREL that has properties', () => ({
    hears: (packet) => (packet.type === 'PUBREL' && packet.size > SHORTEST ? undefined : packet),
  })),
  faulty('acknowledge.qos1-again', 'takes a repeated QoS 1 message for acknowledged', overlooksRepeated(1)),
  faulty('acknowledge.qos2-again', 'takes a repeated QoS 2 message for acknowledged', overlooksRepeated(2)),
  faulty(
    'acknowledge.qos2-again',
    'takes a QoS 2 message that is repeated on its connection for acknowledged',
    overlooksRepeated(2),
    { situations: ['twice.qos2-connected'], protocolVersions: [4] },
  ),
  faulty('acknowledge.once', 'sends PUBACK twice', () => doubles('puback')),
  faulty('acknowledge.once', 'sends PUBREC twice', () => doubles('pubrec')),
  faulty('acknowledge.once', 'sends PUBCOMP twice', () => doubles('pubcomp')),
  faulty('acknowledge.puback-order', 'acknowledges QoS 1 messages the other way round', () =>
    swaps('puback'),
  ),
  faulty('acknowledge.pubrec-order', 'acknowledges QoS 2 messages the other way round', () =>
    swaps('pubrec'),
  ),
  faulty('publish.pubrel', 'does not answer PUBREC', () => keepsBack('pubrel'), {
    situations: ['plain.burst'],
  }),
  faulty('publish.pubrel-order', 'answers PUBRECs the other way round', () => swaps('pubrel')),
];
