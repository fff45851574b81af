import { changesConnack, delivers, type Faulty, faulty, reads } from '../../../faulty/faults.ts';

/** Brokers that break the claims about two clients with one id. */
export const takeoverGallery: readonly Faulty[] = [
  faulty(
    'takeover.reason-code',
    'says that it is shutting down',
    () => (packet, direction) =>
      packet?.cmd === 'disconnect' && direction === 'to-client' ? { ...packet, reasonCode: 0x8b } : packet,
  ),
  faulty('takeover.session', 'does not say that it remembers', () =>
    changesConnack((connack) => ({ ...connack, sessionPresent: false })),
  ),
  faulty('takeover.session', 'delivers nothing to who has taken over', () =>
    delivers((publish, { clientId }) => (clientId.endsWith('twin') ? [] : publish)),
  ),
  faulty('takeover.in-flight', 'takes another packet id when it sends again', () => {
    const seen = new Set<string>();
    return delivers((publish) => {
      const again = seen.has(`${publish.payload}`);
      seen.add(`${publish.payload}`);
      return again ? { ...publish, messageId: (publish.messageId ?? 0) + 7 } : publish;
    });
  }),
  faulty('takeover.clean', 'keeps the session of who starts clean', () =>
    reads((connect) => ({ ...connect, clean: false })),
  ),
  faulty('takeover.other-case', 'does not tell upper case from lower case', () =>
    reads((connect) => ({ ...connect, clientId: connect.clientId.toLowerCase() })),
  ),
  faulty('takeover.over-websocket', 'keeps clients over WebSocket apart', () =>
    reads((connect, { webSocket }) => ({
      ...connect,
      clientId: webSocket ? `${connect.clientId}w` : connect.clientId,
    })),
  ),
];
