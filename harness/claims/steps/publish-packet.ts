import type { IPublishPacket, QoS } from 'mqtt-packet';

/** A PUBLISH with a packet id. */
export type Numbered = IPublishPacket & { readonly messageId: number };

/** A PUBLISH whose answers a claim awaits one by one. At QoS 0, the packet id is left out. */
export const publishPacket = (
  topic: string,
  qos: QoS,
  messageId: number,
  payload: string | Buffer = 'x',
): Numbered => ({ cmd: 'publish', dup: false, retain: false, topic, qos, messageId, payload });
