import type { ReceivedPacket } from '../../../wire/client/inbox.ts';

/**
 * The properties of a PUBLISH in their order on the wire. A decoder that keeps user properties by name would lose their order.
 */
export interface PublishProperties {
  readonly payloadFormatIndicator?: number;
  /** Seconds. */
  readonly messageExpiryInterval?: number;
  readonly contentType?: string;
  readonly responseTopic?: string;
  /** In hexadecimal. */
  readonly correlationData?: string;
  readonly topicAlias?: number;
  readonly subscriptionIdentifiers?: readonly number[];
  readonly userProperties?: readonly (readonly [name: string, value: string])[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads bytes from front to back. */
class Cursor {
  readonly #bytes: Buffer;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes);
  }

  number(size: 1 | 2 | 4): number {
    this.at += size;
    return this.#bytes.readUIntBE(this.at - size, size);
  }

  variable(): number {
    for (let value = 0, factor = 1; ; factor *= 0x80) {
      const byte = this.number(1);
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  binary(): Buffer {
    const length = this.number(2);
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    return this.binary().toString();
  }
}

/**
 * The properties of a PUBLISH of MQTT 5.
 * @throws RangeError for a property that PUBLISH cannot have, or for too few bytes
 */
export function readProperties({ bytes }: Pick<ReceivedPacket, 'bytes'>): PublishProperties {
  const cursor = new Cursor(bytes);
  const qos = (cursor.number(1) >> 1) & 3;
  cursor.variable();
  cursor.binary();
  if (qos > 0) cursor.number(2);
  const end = cursor.variable() + cursor.at;
  const properties: Mutable<PublishProperties> = {};
  while (cursor.at < end) readOne(cursor, properties);
  return properties;
}

/** [MQTT 5, table 2-4] */
function readOne(cursor: Cursor, properties: Mutable<PublishProperties>): void {
  const identifier = cursor.number(1);
  switch (identifier) {
    case 0x01:
      properties.payloadFormatIndicator = cursor.number(1);
      break;
    case 0x02:
      properties.messageExpiryInterval = cursor.number(4);
      break;
    case 0x03:
      properties.contentType = cursor.text();
      break;
    case 0x08:
      properties.responseTopic = cursor.text();
      break;
    case 0x09:
      properties.correlationData = cursor.binary().toString('hex');
      break;
    case 0x0b:
      properties.subscriptionIdentifiers = [...(properties.subscriptionIdentifiers ?? []), cursor.variable()];
      break;
    case 0x23:
      properties.topicAlias = cursor.number(2);
      break;
    case 0x26:
      properties.userProperties = [...(properties.userProperties ?? []), [cursor.text(), cursor.text()]];
      break;
    default:
      throw new RangeError(`PUBLISH has no property 0x${identifier.toString(16)}`);
  }
}
