import type { IPublishPacket } from 'mqtt-packet';

/** PUBLISH to be answered by hand. */
export const publishPacket = (
  topic: string,
  qos: 1 | 2,
  messageId: number,
  payload: string | Buffer = 'x',
): IPublishPacket => ({ cmd: 'publish', dup: false, retain: false, topic, qos, messageId, payload });
