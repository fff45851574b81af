import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packetTypes } from '../../../../harness/protocol/packet.ts';
import type { Tap } from '../../../../harness/wire/tap/tap.ts';
import { anyStream, cut, cuts, mqttStream } from '../stream/byte-streams.ts';
import { type Line, lineThrough, listen, receiveAll, tapOn } from './fixtures.ts';

/** Sends it in pieces that the tap gets to see as such, then ends the stream. */
async function send(socket: Socket, stream: Buffer, sizes: readonly number[]): Promise<void> {
  for (const chunk of cut(stream, sizes)) {
    socket.write(chunk);
    await setImmediate();
  }
  socket.end();
}

async function crossing({ client, broker }: Line, up: Buffer, down: Buffer, sizes: readonly number[]) {
  const [atBroker, atClient] = await Promise.all([
    receiveAll(broker),
    receiveAll(client),
    send(client, up, sizes),
    send(broker, down, sizes),
  ]);
  return { atBroker, atClient };
}

/** Faults that look at every packet and want none of them. */
function watchEverything(tap: Tap): void {
  for (const type of packetTypes) tap.lose(type).from('nobody').everyTime();
  for (const type of packetTypes) tap.hold(type).to('nobody').everyTime();
}

const ways = [
  { name: 'no fault armed', arm: () => {} },
  { name: 'faults armed that want none of it', arm: watchEverything },
];

describe.each(ways)('any bytes arrive byte for byte in both directions, $name', ({ arm }) => {
  test.each([
    { name: 'streams that begin as MQTT', stream: mqttStream },
    { name: 'noise', stream: anyStream },
  ])('$name', async ({ stream }) => {
    const listener = await listen();
    const tap = await tapOn(`mqtt://127.0.0.1:${listener.port}`);
    arm(tap);
    await fc.assert(
      fc.asyncProperty(stream, anyStream, cuts, async (up, down, sizes) => {
        const { atBroker, atClient } = await crossing(await lineThrough(tap, listener), up, down, sizes);
        expect(atBroker).toEqual(up);
        expect(atClient).toEqual(down);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });
});
