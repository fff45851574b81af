import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Framer } from '../../../../harness/wire/stream/framer.ts';
import { anyPacket, cut, cuts } from './byte-streams.ts';

/** The packets a framer finds, as the offsets where they end, and why it stopped. */
function frame(chunks: readonly Buffer[]): { ends: number[]; broken: string | undefined } {
  const framer = new Framer();
  const ends: number[] = [];
  let before = 0;
  for (const chunk of chunks) {
    let at = 0;
    while (at < chunk.length && framer.broken === undefined) {
      at = framer.advance(chunk, at);
      if (framer.complete) ends.push(before + at);
    }
    before += chunk.length;
  }
  return { ends, broken: framer.broken };
}

describe('Framer', () => {
  test('finds every packet, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(anyPacket, { maxLength: 20 }), cuts, (packets, sizes) => {
        let end = 0;
        const ends = packets.map((packet) => (end += packet.length));
        expect(frame(cut(Buffer.concat(packets), sizes))).toEqual({ ends, broken: undefined });
      }),
    );
  });

  test('finds the same in any bytes, however they are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cuts, (bytes, sizes) => {
        const stream = Buffer.from(bytes);
        expect(frame(cut(stream, sizes))).toEqual(frame([stream]));
      }),
    );
  });

  test.each([
    ['two bytes', [0xc0, 0x00], [2]],
    ['a remaining length of four bytes', [0x30, 0x81, 0x80, 0x80, 0x00, 0x61], [6]],
  ])('takes %s', (_, bytes, ends) => {
    expect(frame([Buffer.from(bytes)])).toEqual({ ends, broken: undefined });
  });

  test.each([
    ['packet type 0', [0x00, 0x00]],
    ['remaining length of more than 4 bytes', [0x30, 0x80, 0x80, 0x80, 0x80, 0x01]],
  ])('gives up on %s', (reason, bytes) => {
    expect(frame([Buffer.from(bytes)])).toEqual({ ends: [], broken: reason });
  });

  test('skips bytes as if it had seen them', () => {
    const framer = new Framer();
    framer.advance(Buffer.from([0x30, 0x0a, 0x00]), 0);
    framer.skip(9);
    expect(framer.complete).toBe(true);
  });
});
