import { delivers, type Faulty, unchanged } from '../../../faulty/faults.ts';
import type { FrameFaults } from '../../../wire/mangling/frames.ts';
import { Framer } from '../../../wire/stream/framer.ts';

/** The end of the first packet in these bytes; undefined if it is incomplete. */
function endOfFirst(bytes: Buffer): number | undefined {
  const framer = new Framer();
  const at = framer.advance(bytes, 0);
  return framer.complete ? at : undefined;
}

const framing = (breaks: string, does: string, frames: FrameFaults): Faulty => ({
  breaks,
  does,
  options: () => ({ mangle: unchanged, frames }),
});

const wholeOnly = (payload: Buffer): Buffer =>
  endOfFirst(payload) === undefined ? Buffer.alloc(0) : payload;

/** Moves the incomplete packet at the end of a frame to its beginning. */
function partFirst(payload: Buffer): Buffer {
  let whole = 0;
  for (let next: number | undefined = 0; next !== undefined; next = endOfFirst(payload.subarray(whole)))
    whole += next;
  return Buffer.concat([payload.subarray(whole), payload.subarray(0, whole)]);
}

/** Brokers that break the claims about WebSocket frames. */
export const webSocketGallery: readonly Faulty[] = [
  framing('websocket.several-packets', 'reads one packet a frame', {
    reads: (payload) => payload.subarray(0, endOfFirst(payload)),
  }),
  ...[
    'websocket.several-frames',
    'websocket.cut-header',
    'websocket.byte-by-byte',
    'websocket.across-packets',
  ].map((claim) => framing(claim, 'takes every frame for a packet', { reads: wholeOnly })),
  framing('websocket.packets-and-a-part', 'reads the part of a packet before the whole ones in its frame', {
    reads: partFirst,
  }),
  framing('websocket.empty-frame', 'hangs up on an empty frame', {
    reads: (payload) => (payload.length === 0 ? undefined : payload),
  }),
  framing('websocket.fragments', 'hangs up on a message in fragments', { refusesFragments: true }),
  ...['websocket.text-frame', 'websocket.text-frame-first'].map((claim) =>
    framing(claim, 'reads text frames like binary ones', { readsText: true }),
  ),
  framing('websocket.binary-only', 'sends text frames', { sendsText: true }),
  framing('websocket.ping', 'does not answer ping frames', { ignoresPing: true }),
  {
    breaks: 'websocket.large',
    does: 'cuts off what is longer than 64 KiB',
    options: () => ({
      mangle: delivers((publish) => ({ ...publish, payload: publish.payload.slice(0, 0xffff) })),
    }),
  },
];
