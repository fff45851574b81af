import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Passes bytes between two sockets, and the way in which each ends: in good order, or by a reset. */
export function join(one: Socket, other: Socket): void {
  passTo(one, other);
  passTo(other, one);
}

function passTo(from: Socket, to: Socket): void {
  from.pipe(to);
  // TLS has no reset: there, Node can only destroy.
  from.on('error', () => (to instanceof TLSSocket ? to.destroy() : to.resetAndDestroy()));
  from.on('close', () => {
    if (!from.readableEnded && !to.destroyed) to.destroy();
  });
}
