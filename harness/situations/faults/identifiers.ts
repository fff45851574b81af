import type { FaultyClient } from '../faulty-client.ts';
import { faulty, sends } from './making.ts';

/** Clients that use wrong packet identifiers. */
export const identifierFaults: readonly FaultyClient[] = [
  faulty(
    'identifiers.unused',
    'has the same packet identifier for everything that it publishes',
    () => sends('publish', (publish) => (publish.qos === 0 ? publish : { ...publish, messageId: 1 })),
    { situations: ['lost.several', 'lost.puback'] },
  ),
  faulty(
    'identifiers.unused',
    'subscribes twice with one packet identifier',
    () => sends('subscribe', (subscribe) => [subscribe, subscribe]),
    { situations: ['lost.suback'] },
  ),
  faulty('identifiers.of-what-is-answered', 'numbers its PUBACKs itself', () =>
    sends('puback', (puback) => ({ ...puback, messageId: 999 })),
  ),
  faulty('identifiers.of-what-is-answered', 'numbers its PUBCOMPs itself', () =>
    sends('pubcomp', (pubcomp) => ({ ...pubcomp, messageId: 999 })),
  ),
  faulty(
    'identifiers.of-what-is-answered',
    'sends PUBREL for what PUBREC was not for',
    () => sends('pubrel', (pubrel) => ({ ...pubrel, messageId: 999 })),
    { situations: ['plain.undisturbed'] },
  ),
  faulty('identifiers.of-what-is-answered', 'answers a QoS 2 message with PUBACK', () =>
    sends('pubrec', ({ messageId = 0 }) => ({ cmd: 'puback', messageId })),
  ),
];
