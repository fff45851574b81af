import type { IPublishPacket } from 'mqtt-packet';
import type { QoS } from './retained.ts';

/** A PUBLISH with a packet id. */
export type Numbered = IPublishPacket & { readonly messageId: number };

/** PUBLISH of a message, for who sends the packets of its flow one by one; at QoS 0 the id is left out. */
export const publishPacket = (topic: string, payload: string, qos: QoS, messageId: number): Numbered => ({
  cmd: 'publish',
  topic,
  payload,
  qos,
  dup: false,
  retain: false,
  messageId,
});
