import type { ISubscribePacket, Packet } from 'mqtt-packet';
import type { Passage } from '../../../wire/mangling/mangle.ts';

/** Reason codes of MQTT 5 [2.4]. */
export const codes = {
  unspecified: 0x80,
  implementationSpecific: 0x83,
  unsupportedVersion: 0x84,
  clientIdNotValid: 0x85,
  badUserNameOrPassword: 0x86,
  notAuthorized: 0x87,
  topicFilterInvalid: 0x8f,
  topicNameInvalid: 0x90,
  receiveMaximumExceeded: 0x93,
  topicAliasInvalid: 0x94,
  packetTooLarge: 0x95,
  quotaExceeded: 0x97,
  qosNotSupported: 0x9b,
  connectionRateExceeded: 0x9f,
  subscriptionIdsNotSupported: 0xa1,
} as const;

/** Return codes of CONNACK in MQTT 3.1.1 [3.2.2.3]. */
export const returnCodes = {
  unacceptableVersion: 1,
  identifierRejected: 2,
  serverUnavailable: 3,
  badUserNameOrPassword: 4,
  notAuthorized: 5,
} as const;

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
