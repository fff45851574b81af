import { generate } from 'mqtt-packet';
import type { Mangle } from '../../../wire/mangling/mangle.ts';

/**
 * Closes the connection at a packet that a mangle cannot read, or whose successor cannot be written, as a broker does with one
 * that is malformed [MQTT-4.13.1-1]. No client can end the process by it.
 */
export const orHangUp =
  (mangle: Mangle): Mangle =>
  (packet, direction, passage) => {
    const { protocolVersion, hangUp } = passage;
    try {
      return [mangle(packet, direction, passage) ?? []]
        .flat()
        .map((out) => (Buffer.isBuffer(out) || out === packet ? out : generate(out, { protocolVersion })));
    } catch {
      hangUp();
      return [];
    }
  };
