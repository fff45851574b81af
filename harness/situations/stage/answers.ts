import type { IConnackPacket, IConnectPacket, Packet } from 'mqtt-packet';

/** The CONNACK for a CONNECT, with a return code (3.1.1) or a reason code (5). */
export function connackTo(
  { protocolVersion, clientId }: IConnectPacket,
  code: number,
  sessionPresent: boolean,
  properties: IConnackPacket['properties'] = {},
): IConnackPacket {
  if (protocolVersion !== 5) return { cmd: 'connack', returnCode: code, sessionPresent };
  const assigned = clientId === '' && code === 0 ? { assignedClientIdentifier: 'assigned-by-stage' } : {};
  return { cmd: 'connack', reasonCode: code, sessionPresent, properties: { ...assigned, ...properties } };
}

/** Whether it subscribes to nothing, or unsubscribes from nothing [MQTT-3.8.3-2, MQTT-3.10.3-2]: it cannot be answered. */
export const namesNothing = (packet: Packet): boolean =>
  (packet.cmd === 'subscribe' && packet.subscriptions.length === 0) ||
  (packet.cmd === 'unsubscribe' && packet.unsubscriptions.length === 0);
