import type { IPublishPacket } from 'mqtt-packet';
import { delivers, each, type Faulty, faulty } from '../../../faulty/faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';

/** Changes the payload of messages to the client. */
const rewrites = (change: (payload: Buffer) => Buffer | string): Mangle =>
  delivers((publish): IPublishPacket => ({ ...publish, payload: change(Buffer.from(publish.payload)) }));

/** Drops packets with this Remaining Length or more. */
const readsLess = (limit: number): Mangle =>
  delivers((publish, { bytes }) => (remainingLength(bytes) >= limit ? [] : publish));

/** The Remaining Length of a complete packet. */
function remainingLength(bytes: Buffer): number {
  const end = bytes.findIndex((byte, index) => index > 0 && byte < 0x80);
  return bytes.length - end - 1;
}

/** Brokers that change or drop payloads. */
export const payloadFaults: readonly Faulty[] = [
  faulty('payload.empty', 'delivers no empty messages', () =>
    delivers((publish) => (publish.payload.length === 0 ? [] : publish)),
  ),
  ...each(
    ['payload.every-byte', 'payload.retained', 'payload.queued', 'payload.will'],
    'passes on seven bits of a byte',
    () => rewrites((payload) => Buffer.from(payload.map((byte) => byte & 0x7f))),
  ),
  faulty('payload.utf-8', 'composes letters', () =>
    rewrites((payload) => payload.toString().normalize('NFC')),
  ),
  faulty('payload.utf-8', 'strips the byte order mark', () =>
    rewrites((payload) => payload.toString().replace('\ufeff', '')),
  ),
  faulty('payload.not-utf-8', 'takes payloads for text', () => rewrites((payload) => payload.toString())),
  faulty('payload.packets', 'finds packets in payloads', () =>
    rewrites((payload) => payload.subarray(0, Math.max(0, payload.indexOf('c000', 0, 'hex')))),
  ),
  ...[127, 128, 16_383, 16_384].map((limit) =>
    faulty(`payload.remaining-length-${limit}`, `reads no remaining length of ${limit} and more`, () =>
      readsLess(limit),
    ),
  ),
  ...each(
    ['payload.large-at-0', 'payload.large-at-1', 'payload.large-at-2'],
    'cuts payloads at a million bytes',
    () => rewrites((payload) => payload.subarray(0, 1_000_000)),
  ),
];
