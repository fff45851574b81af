import type { Aedes } from 'aedes';
import type { Packet } from 'mqtt-packet';

/** The part of aedes' session store that notes the packet id of an outgoing message; aedes has no type for it. */
interface Outgoing {
  outgoingUpdate(client: unknown, packet: Packet): Promise<void>;
}

/**
 * aedes 2.0.0-beta.1 closes the connection of a kept session when a message arrives while the session unsubscribes. It
 * removes the subscription from its store first, so the store keeps no copy of the message; then it delivers the message
 * all the same, does not find the copy, and takes that for an error of the client. Here the message is delivered without
 * a copy: UNSUBSCRIBE may let pass what was on its way already [MQTT 5, 3.10.4].
 */
export function surviveLateDelivery(aedes: Aedes): void {
  const { persistence } = aedes as Aedes & { readonly persistence: Outgoing };
  const update = persistence.outgoingUpdate.bind(persistence);
  persistence.outgoingUpdate = (client, packet) =>
    update(client, packet).catch((error: Error) => {
      if (packet.cmd !== 'publish' || error.message !== 'no such packet') throw error;
    });
}
