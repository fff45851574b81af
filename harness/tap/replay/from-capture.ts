import { Framer } from '../../wire/stream/framer.ts';
import { readPackets } from '../capture/pcapng.ts';
import { flags, MQTT_PORT, type Segment, segmentIn } from '../capture/segment.ts';
import { isAnswer, type RecordedConnection, type Step, typeOfByte } from './recorded.ts';

interface Timed extends Segment {
  /** In ms. */
  readonly at: number;
}

/**
 * Reads what clients sent to port 1883, over IPv4. Any program may have written the file: raw IP, Ethernet, loopback and Linux
 * cooked captures are known.
 * Undefined if it is not a pcapng file.
 */
export function connectionsInCapture(file: Buffer): RecordedConnection[] | undefined {
  const packets = readPackets(file);
  if (packets === undefined) return;
  const segments = packets.flatMap(({ linkType, bytes, microseconds }): Timed[] => {
    const segment = segmentIn(linkType, bytes);
    return segment === undefined ? [] : [{ ...segment, at: Number(microseconds) / 1000 }];
  });
  const zero = segments.find(({ to, payload }) => to === MQTT_PORT && payload.length > 0)?.at ?? 0;
  return conversations(segments)
    .map((own, index) => ({
      number: index + 1,
      steps: stepsOf(own, zero),
      until: Math.max(...own.map(({ at }) => at)) - zero,
    }))
    .filter(({ steps }) => steps.length > 0);
}

/** The segments of each client's port. A SYN of the client begins another conversation. */
function conversations(segments: readonly Timed[]): Timed[][] {
  const all: Timed[][] = [];
  const open = new Map<number, Timed[]>();
  for (const segment of segments) {
    const isSent = segment.to === MQTT_PORT;
    if (!isSent && segment.from !== MQTT_PORT) continue;
    const port = isSent ? segment.from : segment.to;
    let own = open.get(port);
    if (own === undefined || (isSent && segment.flags & flags.syn)) {
      own = [];
      open.set(port, own);
      all.push(own);
    }
    own.push(segment);
  }
  return all;
}

function stepsOf(segments: readonly Timed[], zero: number): Step[] {
  const steps: Step[] = [];
  const [sent, received] = [new Bytes(), new Bytes()];
  let answers = 0;
  for (const segment of segments) {
    if (segment.to === MQTT_PORT) {
      for (const bytes of sent.packetsIn(segment)) steps.push({ at: segment.at - zero, bytes, answers });
    } else {
      const types = received.packetsIn(segment).map((bytes) => typeOfByte(bytes.readUInt8(0)));
      answers += types.filter(isAnswer).length;
    }
  }
  return steps;
}

/** One direction: finds the packets in segments that came in order. A segment that was sent again is left out. */
class Bytes {
  readonly #framer = new Framer();
  #parts: Uint8Array[] = [];
  #next: number | undefined;

  /** The packets whose last byte is in this segment. */
  packetsIn({ sequence, payload, flags: set }: Segment): Buffer[] {
    if (set & flags.syn) this.#next = (sequence + 1) >>> 0;
    if (payload.length === 0 || (this.#next !== undefined && sequence !== this.#next)) return [];
    this.#next = (sequence + payload.length) >>> 0;
    const packets: Buffer[] = [];
    for (let from = 0; from < payload.length && this.#framer.broken === undefined; ) {
      const to = this.#framer.advance(payload, from);
      this.#parts.push(payload.subarray(from, to));
      from = to;
      if (!this.#framer.complete) continue;
      packets.push(Buffer.concat(this.#parts));
      this.#parts = [];
    }
    return packets;
  }
}
