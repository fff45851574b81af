import type { IPublishPacket } from 'mqtt-packet';

/** A message for the client. */
export interface Delivery {
  readonly topic: string;
  readonly payload: string | Buffer;
  readonly qos: 0 | 1 | 2;
  /** MQTT 5. */
  readonly properties?: IPublishPacket['properties'];
}
