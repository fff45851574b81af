import type { PacketFields } from './packet.ts';

const PUBLISH = 3;
/** PUBACK, PUBREC, PUBREL and PUBCOMP, with the flags that they must have. */
const answers: ReadonlySet<number> = new Set([0x40, 0x50, 0x62, 0x70]);
/** PINGREQ and PINGRESP. */
const pings: ReadonlySet<number> = new Set([0xc0, 0xd0]);
/** Bytes of an answer without a reason code. */
const SHORT_ANSWER = 4;

/**
 * The fields of the packets that make up most of a stream, if they are well-formed and have no properties: messages,
 * acknowledgements and pings. Undefined for any other packet. Takes a tenth of the time of mqtt-packet, to which it is equal.
 */
export function decodeCommon(head: Buffer, size: number, protocolVersion: number): PacketFields | undefined {
  const first = head[0] ?? 0;
  if (first >> 4 === PUBLISH) return publishFields(head, size, first, protocolVersion === 5);
  if (answers.has(first) && size === SHORT_ANSWER && head.length === size && head[1] === 2) {
    const messageId = head.readUInt16BE(2);
    if (messageId === 0) return;
    return protocolVersion === 5 ? { messageId, reasonCode: 0 } : { messageId };
  }
  return pings.has(first) && size === 2 && head.length === 2 ? {} : undefined;
}

function publishFields(head: Buffer, size: number, first: number, is5: boolean): PacketFields | undefined {
  const qos = (first >> 1) & 3;
  let at = 1;
  while (at < 4 && (head[at] ?? 0) >= 0x80) at++;
  at++;
  const topicAt = at + 2;
  if (qos === 3 || topicAt > head.length) return;
  at = topicAt + head.readUInt16BE(at);
  const end = at + (qos > 0 ? 2 : 0) + (is5 ? 1 : 0);
  if (end > head.length || end > size) return;
  const topic = head.toString('utf8', topicAt, at);
  const messageId = qos > 0 ? head.readUInt16BE(at) : undefined;
  if (messageId === 0 || (is5 && head[end - 1] !== 0)) return;
  return {
    dup: (first & 0x08) !== 0,
    qos,
    retain: (first & 1) !== 0,
    topic,
    ...(messageId !== undefined && { messageId }),
    payload: head.subarray(end),
    payloadLength: size - end,
  };
}
