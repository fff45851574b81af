import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { buildFrame } from '../../../../harness/wire/websocket/frame.ts';
import { connect, cut, cuts, goodPacket } from '../stream/byte-streams.ts';
import { framed, framings } from '../stream/websocket-streams.ts';
import { receive, receiveAll, tapOn } from './fixtures.ts';
import { binary, mask, pingreq, publish, webSocketBroker, webSocketLine } from './websocket-line.ts';

describe('faults', () => {
  test('take their packets out of the frames, and what is left is good WebSocket', async () => {
    const broker = await webSocketBroker();
    await fc.assert(
      fc.asyncProperty(
        fc.array(goodPacket, { maxLength: 12 }),
        framings,
        cuts,
        async (packets, framing, sizes) => {
          await using tap = await tapOn(`${broker.url}/mqtt`);
          tap.lose('PUBLISH').from('publisher').on('office/door').everyTime();
          tap.duplicate('PINGREQ').everyTime();
          const held = tap.hold('PUBREL').everyTime();
          const { received, client } = await broker.connectThrough(tap);
          const all = [connect('publisher'), ...packets, publish('last')];
          for (const chunk of cut(Buffer.concat(framed(Buffer.concat(all), framing)), sizes)) {
            client.write(chunk);
            await setImmediate();
          }
          const rest = all.filter((packet) => packet[0] !== 0x62);
          const expected = Buffer.concat([
            ...rest
              .filter((packet) => !((packet[0] ?? 0) >> 4 === 3 && packet.includes('office/door')))
              .flatMap((packet) => (packet[0] === 0xc0 ? [packet, packet] : [packet])),
            ...all.filter((packet) => packet[0] === 0x62),
          ]);
          await received.until((bytes) => bytes.subarray(-publish('last').length).equals(publish('last')));
          held.release();
          await received.until((bytes) => bytes.length >= expected.length);
          expect(received.bytes).toEqual(expected);
          expect(received.complaint).toBeUndefined();
        },
      ),
      { numRuns: 100, endOnFailure: true },
    );
  });

  test('frames without such packets leave as they came', async () => {
    const line = await webSocketLine();
    line.tap.lose('PUBLISH').on('office/door');
    const [first, second, third] = [
      binary(connect('publisher')),
      binary(pingreq, publish('office/door'), pingreq),
      binary(publish('office/lamp'), pingreq),
    ];
    line.client.write(Buffer.concat([first, second, third]));
    const expected = Buffer.concat([first, binary(pingreq, pingreq), third]);
    expect(await receive(line.broker, expected.length)).toEqual(expected);
  });

  test('a frame that holds nothing else is lost with its packet', async () => {
    const line = await webSocketLine();
    const fault = line.tap.lose('PUBACK').to('publisher');
    line.client.write(binary(connect('publisher')));
    await receive(line.broker, binary(connect('publisher')).length);
    const puback = buildFrame(
      { fin: true, opcode: 2, mask: undefined },
      generate({ cmd: 'puback', messageId: 1 }),
    );
    const ping = buildFrame({ fin: true, opcode: 9, mask: undefined }, Buffer.from('x'));
    line.broker.write(Buffer.concat([puback, ping]));
    expect(await receive(line.client, ping.length)).toEqual(ping);
    expect(await fault.fired).toMatchObject({ type: 'PUBACK', fate: 'lost' });
  });

  test('cut after: the packet arrives, the rest of its frame does not', async () => {
    const line = await webSocketLine();
    line.tap.cut().after('PUBLISH');
    const end = receiveAll(line.broker);
    line.client.write(binary(connect('publisher'), publish('a'), publish('b')));
    expect(await end).toEqual(binary(connect('publisher'), publish('a')));
  });

  test('freeze after and before: the rest follows when thawed', async () => {
    const line = await webSocketLine();
    const fault = line.tap.freeze().before('PUBLISH');
    line.client.write(binary(connect('publisher'), publish('a'), pingreq));
    expect(await receive(line.broker, binary(connect('publisher')).length)).toEqual(
      binary(connect('publisher')),
    );
    await fault.fired;
    fault.thaw();
    expect(await receive(line.broker, binary(publish('a'), pingreq).length)).toEqual(
      binary(publish('a'), pingreq),
    );
  });

  test('a large packet is lost as it comes', async () => {
    const line = await webSocketLine();
    const fault = line.tap.lose('PUBLISH');
    line.client.write(
      Buffer.concat([
        binary(connect('publisher')),
        binary(publish('a', 'x'.repeat(5_000_000))),
        binary(pingreq),
      ]),
    );
    const expected = Buffer.concat([binary(connect('publisher')), binary(pingreq)]);
    expect(await receive(line.broker, expected.length)).toEqual(expected);
    expect((await fault.fired).size).toBe(5_000_008);
  });

  test('a large packet is doubled', async () => {
    const line = await webSocketLine();
    line.tap.duplicate('PUBLISH');
    const packet = publish('a', 'x'.repeat(200_000));
    line.client.write(Buffer.concat([binary(connect('publisher')), binary(packet)]));
    const expected = Buffer.concat([binary(connect('publisher')), binary(packet, packet)]);
    expect((await receive(line.broker, expected.length)).equals(expected)).toBe(true);
  });

  test('what is released inside a message goes on with it, and waits while a text is under way', async () => {
    const line = await webSocketLine();
    const fault = line.tap.hold('PUBREL').everyTime();
    const pubrel = generate({ cmd: 'pubrel', messageId: 1 });
    const begin = buildFrame(
      { fin: false, opcode: 2, mask },
      Buffer.concat([connect('publisher'), pubrel, pubrel]),
    );
    const ping = buildFrame({ fin: true, opcode: 9, mask }, Buffer.from('x'));
    line.client.write(Buffer.concat([begin, ping]));
    const left = buildFrame({ fin: false, opcode: 2, mask }, connect('publisher'));
    expect(await receive(line.broker, left.length + ping.length)).toEqual(Buffer.concat([left, ping]));
    fault.release();
    for (const frame of [await receive(line.broker, 10), await receive(line.broker, 10)]) {
      expect(frame.subarray(0, 2)).toEqual(Buffer.from([0x00, 0x84]));
    }
    const end = buildFrame({ fin: true, opcode: 0, mask }, pubrel);
    line.client.write(end);
    const text = buildFrame({ fin: false, opcode: 1, mask }, Buffer.from('text'));
    line.client.write(text);
    await receive(
      line.broker,
      buildFrame({ fin: true, opcode: 0, mask }, Buffer.alloc(0)).length + text.length,
    );
    fault.release();
    const rest = buildFrame({ fin: true, opcode: 0, mask }, Buffer.from('end'));
    line.client.write(rest);
    expect(await receive(line.broker, rest.length)).toEqual(rest);
    expect((await receive(line.broker, 10)).subarray(0, 2)).toEqual(Buffer.from([0x82, 0x84]));
  });

  test('a large frame of many packets arrives in parts, all of it', async () => {
    const line = await webSocketLine();
    line.tap.lose('PUBLISH').on('nothing');
    const packets = Buffer.concat(Array.from({ length: 60_000 }, (_, index) => publish(`t/${index}`)));
    const frame = binary(connect('publisher'), packets);
    line.client.write(frame.subarray(0, -1));
    await receive(line.broker, packets.length - 300_000);
    const rest = receiveAll(line.broker);
    line.client.end(frame.subarray(-1));
    const length = packets.length - 300_000 + (await rest).length;
    expect(length).toBeGreaterThan(packets.length);
    expect(length).toBeLessThan(packets.length + 200);
  });
});
