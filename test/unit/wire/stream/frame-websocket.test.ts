import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildFrame, FrameReader, masked } from '../../../../harness/wire/websocket/frame.ts';
import { cut, cuts } from './byte-streams.ts';
import { anyFrame } from './websocket-streams.ts';

/** Frames as a reader finds them: header, payload without mask, offset where it ends. */
function read(chunks: readonly Buffer[]) {
  const reader = new FrameReader();
  const frames: { opcode: number | undefined; fin: boolean | undefined; payload: Buffer; end: number }[] = [];
  let payload = Buffer.alloc(0);
  let before = 0;
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length && reader.broken === undefined; ) {
      const inPayload = reader.header !== undefined && !reader.complete;
      const offset = reader.seen;
      const end = reader.advance(chunk, at);
      const bytes = chunk.subarray(at, end);
      if (inPayload) {
        const mask = reader.header?.mask;
        payload = Buffer.concat([payload, mask ? masked(bytes, mask, offset) : bytes]);
      }
      at = end;
      if (reader.header && reader.complete) {
        frames.push({ opcode: reader.header.opcode, fin: reader.header.fin, payload, end: before + at });
        payload = Buffer.alloc(0);
      }
    }
    before += chunk.length;
  }
  return { frames, broken: reader.broken };
}

describe('FrameReader', () => {
  test('finds the frames that were built, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 8 }), cuts, (frames, sizes) => {
        let end = 0;
        const built = frames.map((frame) => buildFrame(frame, frame.payload));
        const expected = frames.map(({ opcode, fin, payload }, index) => {
          end += built[index]?.length ?? 0;
          return { opcode, fin, payload, end };
        });
        expect(read(cut(Buffer.concat(built), sizes))).toEqual({ frames: expected, broken: undefined });
      }),
    );
  });

  test('finds the same in any bytes, however they are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), cuts, (bytes, sizes) => {
        const stream = Buffer.from(bytes);
        expect(read(cut(stream, sizes))).toEqual(read([stream]));
      }),
    );
  });

  test.each([125, 126, 65_535, 65_536])('reads a payload of %i bytes', (length) => {
    const payload = Buffer.alloc(length, 'x');
    const { frames } = read([buildFrame({ fin: true, opcode: 2, mask: Buffer.from('mask') }, payload)]);
    expect(frames[0]?.payload.equals(payload)).toBe(true);
  });

  test.each([
    ['reserved bits', [0xc2, 0x00], 'WebSocket frame with reserved bits'],
    [
      'a length beyond counting',
      [0x82, 0x7f, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0],
      'WebSocket frame of more than 2^53 bytes',
    ],
  ])('gives up on %s', (_, bytes, broken) => {
    expect(read([Buffer.from(bytes)])).toEqual({ frames: [], broken });
  });
});
