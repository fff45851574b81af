import type { Aedes } from 'aedes';

/** The part of aedes' session store that deletes an inbound QoS 2 message; aedes has no type for it. */
interface Incoming {
  incomingDelPacket(client: unknown, packet: { readonly messageId: number }): Promise<void>;
}

/**
 * With aedes 2.0.0-beta.1, two PUBREL of one message that arrive together end the process: both find the message in the store, the
 * second one cannot delete it any more, and the error is not caught. A client may send PUBREL twice [MQTT-4.4.0-1]. Here a
 * missing message counts as deleted.
 */
export function surviveTwinPubrel(aedes: Aedes): void {
  const { persistence } = aedes as Aedes & { readonly persistence: Incoming };
  const forget = persistence.incomingDelPacket.bind(persistence);
  persistence.incomingDelPacket = (client, packet) =>
    forget(client, packet).catch((error: Error) => {
      if (error.message !== 'no such packet') throw error;
    });
}
