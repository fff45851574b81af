import { isError } from '../../../protocol/codes.ts';
import type { PacketEntry, PacketFields } from '../../../protocol/packet.ts';

/** The default of MQTT.js, in seconds. */
const DEFAULT_KEEP_ALIVE = 60;

/** Whether a packet is ordinary: it was not lost or held, asks for nothing special, and refuses nothing. */
export function isRoutine({ type, fate, malformed, fields }: PacketEntry): boolean {
  if (fate !== 'passed' || malformed !== undefined) return false;
  const { reasonCode = 0, returnCode = 0, granted = [], dup } = fields;
  if (reasonCode !== 0 || returnCode !== 0 || dup === true) return false;
  if (granted.some(isError)) return false;
  if (type === 'CONNECT') return asksForNothing(fields);
  return fields.sessionPresent !== true;
}

function asksForNothing({ clean, keepAlive, will, properties = {} }: PacketFields): boolean {
  const { sessionExpiryInterval } = properties;
  return (
    clean !== false &&
    will === undefined &&
    (keepAlive === undefined || keepAlive === DEFAULT_KEEP_ALIVE) &&
    (sessionExpiryInterval === undefined || sessionExpiryInterval === 0)
  );
}
