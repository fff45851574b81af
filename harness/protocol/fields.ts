import type { IConnectPacket, ISubscribePacket, Packet } from 'mqtt-packet';
import type { PacketFields, SubscriptionFields, WillFields } from './packet.ts';

/** The fields of a decoded packet. @param missing how many bytes of the payload were not decoded */
export function fieldsOf(packet: Packet, missing: number): PacketFields {
  switch (packet.cmd) {
    case 'connect':
      return connectFields(packet);
    case 'connack':
      return {
        sessionPresent: packet.sessionPresent,
        ...present('returnCode', packet.returnCode),
        ...present('reasonCode', packet.reasonCode),
        ...present('properties', packet.properties),
      };
    case 'publish': {
      const payload = toBytes(packet.payload);
      return {
        dup: packet.dup,
        qos: packet.qos,
        retain: packet.retain,
        topic: packet.topic,
        ...present('messageId', packet.messageId),
        payload,
        payloadLength: payload.length + missing,
        ...present('properties', packet.properties),
      };
    }
    case 'subscribe':
      return { ...common(packet), subscriptions: subscriptionFields(packet) };
    case 'unsubscribe':
      return { ...common(packet), filters: packet.unsubscriptions };
    case 'suback':
    case 'unsuback':
      // The decoder's type allows more, but it only returns lists of numbers.
      return { ...common(packet), ...present('granted', packet.granted as number[] | undefined) };
    case 'pingreq':
    case 'pingresp':
      return {};
    default:
      return { ...common(packet), ...present('reasonCode', packet.reasonCode) };
  }
}

function common(packet: Packet): PacketFields {
  const properties = 'properties' in packet ? packet.properties : undefined;
  return { ...present('messageId', packet.messageId), ...present('properties', properties) };
}

function connectFields(packet: IConnectPacket): PacketFields {
  const will = willFields(packet);
  return {
    ...present('protocolVersion', packet.protocolVersion),
    clientId: packet.clientId,
    ...present('clean', packet.clean),
    ...present('keepAlive', packet.keepalive),
    username: packet.username !== undefined,
    password: packet.password !== undefined,
    ...('bridgeMode' in packet && packet.bridgeMode === true && { bridge: true }),
    ...present('will', will),
    ...present('properties', packet.properties),
  };
}

function willFields({ will }: IConnectPacket): WillFields | undefined {
  if (!will) return;
  const payload = toBytes(will.payload);
  return {
    topic: will.topic,
    qos: will.qos ?? 0,
    retain: will.retain ?? false,
    payload,
    payloadLength: payload.length,
    ...present('properties', will.properties),
  };
}

function subscriptionFields(packet: ISubscribePacket): SubscriptionFields[] {
  return packet.subscriptions.map(({ topic, qos, nl, rap, rh }) => ({
    filter: topic,
    qos,
    ...present('noLocal', nl),
    ...present('retainAsPublished', rap),
    ...present('retainHandling', rh),
  }));
}

const toBytes = (payload: string | Buffer): Buffer =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

function present<Name extends string, Value>(name: Name, value: Value | undefined): { [N in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [N in Name]?: Value });
}
