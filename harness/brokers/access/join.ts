import type { Socket } from 'node:net';
import { resetSocket } from '../../protocol/reset-socket.ts';

/** Passes bytes between two sockets, and the way in which each ends: in good order, or by a reset. */
export function join(one: Socket, other: Socket): void {
  passTo(one, other);
  passTo(other, one);
}

function passTo(from: Socket, to: Socket): void {
  from.pipe(to);
  from.on('error', () => resetSocket(to));
  from.on('close', () => {
    if (!from.readableEnded && !to.destroyed) to.destroy();
  });
}
