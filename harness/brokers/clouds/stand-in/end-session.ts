import { connect } from 'node:net';
import { generate } from 'mqtt-packet';
import { socketOptions } from '../../../protocol/endpoint.ts';

/**
 * Ends a client's session on the broker behind the stand-in: connects with its client id and CleanSession 1 [MQTT-3.1.2-6].
 * @param door where that broker listens
 */
export function endSession(door: string, clientId: string): void {
  const { hostname, port } = new URL(door);
  const socket = connect({ host: hostname, port: Number(port), ...socketOptions });
  // A broker that has been stopped has no sessions.
  socket.on('error', () => {});
  const packet = { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId, clean: true } as const;
  socket.write(generate({ ...packet, keepalive: 0 }));
  // The first bytes are CONNACK: by then the session has ended.
  socket.once('data', () => socket.end(generate({ cmd: 'disconnect' })));
}
