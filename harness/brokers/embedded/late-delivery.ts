import type { Aedes } from 'aedes';
import type { Packet } from 'mqtt-packet';

/** The part of aedes' session store that notes the packet id of an outgoing message; aedes has no type for it. */
interface Outgoing {
  outgoingUpdate(client: unknown, packet: Packet): Promise<void>;
}

/**
 * aedes 2.0.0-beta.1 closes the connection of a kept session when a message arrives while the session unsubscribes. It
 * removes the subscription from its store first, so the store keeps no copy of the message. Then it still delivers the message,
 * does not find the copy, and treats that as an error of the client. Here the message is delivered without a copy: after
 * UNSUBSCRIBE, a broker may still deliver buffered messages [MQTT 5, 3.10.4].
 */
export function surviveLateDelivery(aedes: Aedes): void {
  const { persistence } = aedes as Aedes & { readonly persistence: Outgoing };
  const update = persistence.outgoingUpdate.bind(persistence);
  persistence.outgoingUpdate = (client, packet) =>
    update(client, packet).catch((error: Error) => {
      if (packet.cmd !== 'publish' || error.message !== 'no such packet') throw error;
    });
}
