import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';
import { expect, test } from 'vitest';
import type { PacketEntry } from '../../../../harness/protocol/packet.ts';
import { connect, cut, cuts, goodPacket } from '../stream/byte-streams.ts';
import { lineThrough, listen, receiveAll, tapOn } from '../tap/fixtures.ts';

const publish = (topic: string): Packet => ({
  cmd: 'publish',
  topic,
  payload: 'x',
  qos: 0,
  dup: false,
  retain: false,
});
const isOn = (packet: Buffer, topic: string): boolean =>
  packet[0] !== undefined && packet[0] >> 4 === 3 && packet.includes(topic);
const isPing = (packet: Buffer): boolean => packet[0] === 0xc0;

test('of a stream cut anywhere, just the chosen packets are lost and doubled', async () => {
  const listener = await listen();
  await fc.assert(
    fc.asyncProperty(fc.array(goodPacket, { maxLength: 15 }), cuts, async (packets, sizes) => {
      await using tap = await tapOn(`mqtt://127.0.0.1:${listener.port}`);
      tap.lose('PUBLISH').from('publisher').on('office/door').everyTime();
      tap.duplicate('PINGREQ').everyTime();
      const { client, broker } = await lineThrough(tap, listener);
      const all = [connect('publisher'), ...packets, generate(publish('last'))];
      const arrived = receiveAll(broker);
      for (const chunk of cut(Buffer.concat(all), sizes)) {
        client.write(chunk);
        await setImmediate();
      }
      client.end();
      const expected = all
        .filter((packet) => !isOn(packet, 'office/door'))
        .flatMap((packet) => (isPing(packet) ? [packet, packet] : [packet]));
      expect(await arrived).toEqual(Buffer.concat(expected));
      const fates = tap.entries
        .filter((entry): entry is PacketEntry => entry.kind === 'packet')
        .map(({ fate }) => fate);
      expect(fates).toEqual(
        all.map((packet) =>
          isOn(packet, 'office/door') ? 'lost' : isPing(packet) ? 'duplicated' : 'passed',
        ),
      );
    }),
    { numRuns: 100, endOnFailure: true },
  );
});
