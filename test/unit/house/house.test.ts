import { expect, test } from 'vitest';
import { circlesIn } from './circles.ts';
import { type Import, importsOf } from './imports.ts';
import { mayUse, type Room, roomOf } from './rooms.ts';

const imports = importsOf('harness', 'labs');
const rooms: Readonly<Record<string, readonly string[]>> = mayUse;

const isAllowed = ([from, to]: Import): boolean => {
  const [room, other] = [roomOf(from), roomOf(to)];
  return room === other || rooms[room]?.includes(other) === true;
};
const asArrow = ([from, to]: Import): string => `${roomOf(from)} → ${roomOf(to)}: ${from} imports ${to}`;

test('the imports are read', () => {
  expect(imports.length).toBeGreaterThan(1_000);
  expect(imports).toContainEqual(['labs/03-retain/lab.ts', 'harness/lab/index.ts']);
});

test('no file is in a circle of imports, those of types counted', () => {
  expect(circlesIn(imports)).toEqual([]);
});

test('each room uses the rooms below it only', () => {
  expect(imports.filter((one) => !isAllowed(one)).map(asArrow)).toEqual([]);
});

test('each arrow is used', () => {
  const used = new Set(imports.map(([from, to]) => `${roomOf(from)} → ${roomOf(to)}`));
  const drawn = Object.entries(mayUse).flatMap(([room, others]) =>
    others.map((other) => `${room} → ${other}`),
  );
  expect(drawn.filter((arrow) => !used.has(arrow))).toEqual([]);
});

test('rooms stand in order: none uses one that is named after it', () => {
  const order = Object.keys(mayUse) as Room[];
  for (const room of order) {
    for (const other of mayUse[room])
      expect(order.indexOf(other), `${room} → ${other}`).toBeLessThan(order.indexOf(room));
  }
});

test('a circle and an arrow upwards are found', () => {
  const circle: Import[] = [
    ['harness/wire/a.ts', 'harness/wire/b.ts'],
    ['harness/wire/b.ts', 'harness/wire/c.ts'],
    ['harness/wire/c.ts', 'harness/wire/b.ts'],
  ];
  expect(circlesIn(circle)).toEqual([['harness/wire/b.ts', 'harness/wire/c.ts']]);
  expect(isAllowed(['harness/base/a.ts', 'harness/wire/b.ts'])).toBe(false);
  expect(isAllowed(['harness/lab/a.ts', 'test/support/b.ts'])).toBe(false);
  expect(isAllowed(['harness/nowhere/a.ts', 'harness/base/b.ts'])).toBe(false);
});
