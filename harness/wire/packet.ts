/** MQTT control packet types, by the number in the fixed header's upper four bits [MQTT 5, table 2-1]. */
export const packetTypes = [
  'CONNECT',
  'CONNACK',
  'PUBLISH',
  'PUBACK',
  'PUBREC',
  'PUBREL',
  'PUBCOMP',
  'SUBSCRIBE',
  'SUBACK',
  'UNSUBSCRIBE',
  'UNSUBACK',
  'PINGREQ',
  'PINGRESP',
  'DISCONNECT',
  'AUTH',
] as const;
export type PacketType = (typeof packetTypes)[number];

export type Direction = 'to-broker' | 'to-client';

/** What became of a packet on the tap. */
export type Fate = 'passed' | 'lost' | 'held' | 'delayed' | 'duplicated';
