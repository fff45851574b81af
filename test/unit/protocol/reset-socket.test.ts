import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { within } from '../../../harness/base/deadline.ts';
import { resetSocket } from '../../../harness/protocol/reset-socket.ts';

const ways: Readonly<Record<string, (socket: Socket) => void>> = {
  'at once': resetSocket,
  'while its end is on the way': (socket) => {
    socket.end();
    resetSocket(socket);
  },
  'after its end has been sent': (socket) => {
    socket.end();
    socket.once('finish', () => resetSocket(socket));
  },
  'while much is still to be sent': (socket) => {
    socket.write(Buffer.alloc(20_000_000));
    socket.end();
    resetSocket(socket);
  },
  twice: (socket) => {
    resetSocket(socket);
    resetSocket(socket);
  },
};

test.for(Object.entries(ways))('a socket that is reset %s is closed', async ([, reset], context) => {
  const server = createServer({ allowHalfOpen: true }, (other) => {
    other.on('error', () => {});
    context.onTestFinished(() => {
      other.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(socket, 'connect');
  const errors: Error[] = [];
  socket.on('error', (error) => errors.push(error));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  reset(socket);
  await within(closed, { en: 'the close', ja: '切断' });
  expect(errors).toEqual([]);
});
