/** The first byte of every CONNACK. */
export const connackHeader = 0x20;

/** Flags of PUBREL, SUBSCRIBE and UNSUBSCRIBE [MQTT-3.6.1-1, MQTT-3.8.1-1, MQTT-3.10.1-1]; of others they are 0. */
const flags = new Map([
  [6, 2],
  [8, 2],
  [10, 2],
]);

/** The flags that packets of this type must have, unless it is PUBLISH. */
export const fixedFlags = (type: number): number => flags.get(type) ?? 0;

/** Packets with a fixed size in MQTT 3.1.1, in bytes. In MQTT 5, only PINGREQ and PINGRESP have a fixed size. */
const sizes = new Map([
  [2, 4],
  [4, 4],
  [5, 4],
  [6, 4],
  [7, 4],
  [11, 4],
  [12, 2],
  [13, 2],
  [14, 2],
]);
const pings = new Set([12, 13]);

/** The fixed size of packets with this first byte, if there is one. */
export function fixedSize(first: number, protocolVersion: number): number | undefined {
  const type = first >> 4;
  return protocolVersion < 5 || pings.has(type) ? sizes.get(type) : undefined;
}

/** Whether the first packet of a connection can begin like this. CONNECT is checked further elsewhere. */
export function isPossibleStart(first: number, size: number | undefined): boolean {
  const type = first >> 4;
  if (type === 1) return true;
  // PUBLISH: not both QoS bits [MQTT-3.3.1-4].
  const hasItsFlags = type === 3 ? (first & 6) !== 6 : (first & 0xf) === fixedFlags(type);
  const isConnack = first === connackHeader;
  return hasItsFlags && (isConnack || size === undefined || size === (fixedSize(first, 4) ?? size));
}
