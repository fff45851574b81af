import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/**
 * Closes a connection by a reset. TLS has none, and Node would never close a socket that is reset while its end is on the way
 * (https://github.com/libp2p/js-libp2p/pull/3597): these are only destroyed.
 */
export function resetSocket(socket: Socket): void {
  const isEnding = socket.writableEnded && !socket.writableFinished;
  if (socket instanceof TLSSocket || isEnding) socket.destroy();
  else socket.resetAndDestroy();
}
