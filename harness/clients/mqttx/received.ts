import type { Received } from '../client-kind.ts';

/** `received_at: …, topic: office/door, qos: 1, size: 4B, retain: true`; the payload is on the next line. */
const about =
  /^received_at: \S+, topic: (?<topic>.*), qos: (?<qos>[012]), size: [^,]+(?<retain>, retain: true)?$/;

/** The messages in the output of `mqttx sub`. */
export const receivedInLines = (lines: readonly string[]): Received[] =>
  lines.flatMap((line, index) => {
    const { topic, qos, retain } = about.exec(line)?.groups ?? {};
    if (topic === undefined) return [];
    return { topic, payload: lines[index + 1] ?? '', qos: Number(qos), retain: retain !== undefined };
  });
