import { Framer } from '../../wire/stream/framer.ts';
import { readPackets } from '../capture/pcapng.ts';
import { flags, MQTT_PORT, type Segment, segmentIn } from '../capture/segment.ts';
import type { RecordedConnection, Step } from './recorded.ts';

interface Timed extends Segment {
  /** In ms. */
  readonly at: number;
}

/**
 * What the clients of a capture sent to port 1883, whoever wrote the file: raw IP, Ethernet, loopback or Linux cooked, IPv4.
 * Undefined if it is not a pcapng file.
 */
export function connectionsInCapture(file: Buffer): RecordedConnection[] | undefined {
  const packets = readPackets(file);
  if (packets === undefined) return;
  const segments = packets.flatMap(({ linkType, bytes, microseconds }): Timed[] => {
    const segment = segmentIn(linkType, bytes);
    return segment === undefined ? [] : [{ ...segment, at: Number(microseconds) / 1000 }];
  });
  const sent = segments.filter(({ to }) => to === MQTT_PORT);
  const zero = sent.find(({ payload }) => payload.length > 0)?.at ?? 0;
  return conversations(sent).map((own, index) => {
    const port = own[0]?.from;
    const both = segments.filter(({ from, to }) => from === port || to === port);
    return {
      number: index + 1,
      steps: stepsOf(own).map(({ at, bytes }) => ({ at: at - zero, bytes })),
      until: Math.max(...both.map(({ at }) => at)) - zero,
    };
  });
}

/** A conversation begins with SYN, or with the first segment of its port. */
function conversations(sent: readonly Timed[]): Timed[][] {
  const all: Timed[][] = [];
  const open = new Map<number, Timed[]>();
  for (const segment of sent) {
    let own = open.get(segment.from);
    if (own === undefined || segment.flags & flags.syn) {
      own = [];
      open.set(segment.from, own);
      all.push(own);
    }
    own.push(segment);
  }
  return all.filter((own) => own.some(({ payload }) => payload.length > 0));
}

/** The packets in segments that came in order. A segment that was sent again is left out. */
function stepsOf(segments: readonly Timed[]): Step[] {
  const steps: Step[] = [];
  const framer = new Framer();
  let parts: Uint8Array[] = [];
  let next: number | undefined;
  for (const { at, sequence, payload, flags: set } of segments) {
    if (set & flags.syn) next = (sequence + 1) >>> 0;
    if (payload.length === 0 || (next !== undefined && sequence !== next)) continue;
    next = (sequence + payload.length) >>> 0;
    for (let from = 0; from < payload.length && framer.broken === undefined; ) {
      const to = framer.advance(payload, from);
      parts.push(payload.subarray(from, to));
      from = to;
      if (!framer.complete) continue;
      steps.push({ at, bytes: Buffer.concat(parts) });
      parts = [];
    }
  }
  return steps;
}
