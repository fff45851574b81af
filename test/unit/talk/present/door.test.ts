import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Door } from '../../../../harness/talk/present/server/door.ts';

/** Connections from this address, of which one that is closed says so. */
function connections(remoteAddress: string, count: number): (Socket & { destroyed: boolean })[] {
  return Array.from({ length: count }, () => {
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      destroyed: false,
      destroy: () => {
        socket.destroyed = true;
        socket.emit('close');
      },
    });
    return socket as unknown as Socket & { destroyed: boolean };
  });
}

const open = (sockets: readonly { readonly destroyed: boolean }[]) =>
  sockets.map(({ destroyed }) => !destroyed);

test('where it is crowded, the oldest connection of the address that has most makes room', () => {
  const door = new Door(5);
  const one = connections('192.0.2.1', 2);
  const many = connections('::ffff:192.0.2.2', 3);
  for (const socket of [...one, ...many]) door.admit(socket);
  const [late] = connections('192.0.2.3', 1);
  if (late) door.admit(late);
  expect(open(one)).toEqual([true, true]);
  expect(open(many)).toEqual([false, true, true]);
  expect(late?.destroyed).toBe(false);
});

test('a connection that has a place is not closed for another, and is not counted', () => {
  const door = new Door(2);
  const kept = connections('127.0.0.1', 2);
  for (const socket of kept) {
    door.admit(socket);
    door.keep(socket);
  }
  const others = connections('127.0.0.1', 3);
  for (const socket of others) door.admit(socket);
  expect(open(kept)).toEqual([true, true]);
  expect(open(others)).toEqual([false, true, true]);
});

test('who has gone is not counted', () => {
  const door = new Door(1);
  const [first, second] = connections('192.0.2.1', 2);
  if (first) door.admit(first);
  first?.destroy();
  if (second) door.admit(second);
  expect(second?.destroyed).toBe(false);
});
