import type { ISubscribePacket, Packet } from 'mqtt-packet';
import { codes } from '../../../protocol/codes.ts';
import type { Passage } from '../../../wire/mangling/mangle.ts';

/** Refuses CONNECT with the code of its version, and closes the connection. */
export function refuseConnect({ tell, hangUp, protocolVersion }: Passage, in5: number, in311: number): [] {
  const code = protocolVersion === 5 ? { reasonCode: in5 } : { returnCode: in311 };
  tell({ cmd: 'connack', sessionPresent: false, ...code });
  hangUp();
  return [];
}

/** Ends the connection: in MQTT 5 with a DISCONNECT that says why, in 3.1.1 without a word. */
export function disconnect({ tell, hangUp, protocolVersion }: Passage, reasonCode: number): [] {
  if (protocolVersion === 5) tell({ cmd: 'disconnect', reasonCode });
  hangUp();
  return [];
}

/** The code of a refused subscription: 3.1.1 has only one [MQTT-3.9.3-2]. */
export const refusedCode = ({ protocolVersion }: Passage, in5: number): number =>
  protocolVersion === 5 ? in5 : codes.unspecified;

/** Refuses all filters of a SUBSCRIBE. */
export function refuseSubscribe(packet: ISubscribePacket, passage: Passage, in5: number): [] {
  const { messageId = 0, subscriptions } = packet;
  const code = refusedCode(passage, in5);
  passage.tell({ cmd: 'suback', messageId, granted: subscriptions.map(() => code) });
  return [];
}

/**
 * Refuses a PUBLISH. MQTT 5 says so in PUBACK or PUBREC; at QoS 0, and in 3.1.1, there is no such answer, so the connection is
 * closed.
 */
export function refusePublish(
  { qos, messageId = 0 }: Extract<Packet, { cmd: 'publish' }>,
  passage: Passage,
  reasonCode: number,
): [] {
  if (passage.protocolVersion !== 5 || qos === 0) return disconnect(passage, reasonCode);
  passage.tell({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId, reasonCode });
  return [];
}
