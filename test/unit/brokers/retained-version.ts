import type { Packet } from 'mqtt-packet';

/** What a broker keeps at `$SYS/broker/version`. */
export const retainedVersion = (payload: string): Packet => ({
  cmd: 'publish',
  topic: '$SYS/broker/version',
  payload,
  qos: 0,
  retain: true,
  dup: false,
});
