import fc from 'fast-check';
import { buildFrame } from '../../../../harness/wire/websocket/frame.ts';

const mask = fc.option(
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
  { nil: undefined },
);
const payload = fc
  .oneof(fc.uint8Array({ maxLength: 30 }), fc.uint8Array({ minLength: 120, maxLength: 300 }))
  .map((bytes) => Buffer.from(bytes));

/** Any frame, whether it makes sense where it stands or not. */
export const anyFrame = fc.record({
  fin: fc.boolean(),
  opcode: fc.constantFrom(0, 1, 2, 8, 9, 10),
  mask,
  payload,
});

/** How a client puts bytes into frames: what is in each, whether its message ends there, a pong in between or not. */
export interface Framing {
  readonly size: number;
  readonly fin: boolean;
  readonly pong: boolean;
}
export const framings: fc.Arbitrary<Framing[]> = fc.array(
  fc.record({ size: fc.integer({ min: 0, max: 60 }), fin: fc.boolean(), pong: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);

/** The bytes as a client sends them: binary messages of any number of frames, masked, with pongs in between. */
export function framed(bytes: Buffer, framing: readonly Framing[]): Buffer[] {
  const frames: Buffer[] = [];
  const key = Buffer.from([0x12, 0x00, 0xff, 0x55]);
  let inMessage = false;
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const { size, fin, pong } = framing[turn % framing.length] ?? { size: 1, fin: true, pong: false };
    const part = bytes.subarray(at, at + Math.max(size, turn % 7 === 0 ? 1 : 0));
    at += part.length;
    const ends = fin || at >= bytes.length;
    frames.push(buildFrame({ fin: ends, opcode: inMessage ? 0 : 2, mask: key }, part));
    if (pong) frames.push(buildFrame({ fin: true, opcode: 10, mask: key }, Buffer.from('pong')));
    inMessage = !ends;
  }
  return frames;
}
