import { same, type Text } from '../../base/text.ts';
import { type PacketType, packetTypes } from '../../protocol/packet.ts';
import { disconnectReasonName, grantedName, reasonCodeName, returnCodeName } from '../print/reasons.ts';
import { bitsOf, reserved } from './bits.ts';
import { readConnect } from './connect.ts';
import * as names from './names.ts';
import { readProperties } from './properties.ts';
import { number, type Reader, text } from './reader.ts';

/** Reads everything after the fixed header. */
export function contentsOf(first: number, protocolVersion: number, reader: Reader): void {
  const is5 = protocolVersion >= 5;
  readers[packetTypes[(first >> 4) - 1] ?? 'PINGREQ'](reader, is5, first);
}

type Read = (reader: Reader, is5: boolean, first: number) => void;

const named =
  (name: (code: number) => string) =>
  (code: number): Text =>
    same(name(code));

/** A reason code and properties. In MQTT 5, a packet may leave out both. */
const reason =
  (name: (code: number) => string = reasonCodeName): Read =>
  (reader, is5) => {
    if (is5) reader.byte(names.reasonCode, named(name));
    if (is5) readProperties(reader);
  };

const answer: Read = (reader, is5, first) => {
  reader.integer(2, names.packetId);
  reason()(reader, is5, first);
};

/** A packet identifier, properties, and then a list of items. */
const list =
  (item: (reader: Reader, is5: boolean) => void): Read =>
  (reader, is5) => {
    reader.integer(2, names.packetId);
    if (is5) readProperties(reader);
    while (!reader.isOver) item(reader, is5);
  };

const readers: Readonly<Record<PacketType, Read>> = {
  CONNECT: readConnect,
  CONNACK: (reader, is5) => {
    reader.bits(names.connackFlags, (byte) => bitsOf(byte, [7, reserved], [1, names.sessionPresent]));
    if (is5) reason()(reader, is5, 0);
    else reader.byte(names.returnCode, named(returnCodeName));
  },
  PUBLISH: (reader, is5, first) => {
    reader.long(names.topicName);
    if ((first & 0b0110) > 0) reader.integer(2, names.packetId);
    if (is5) readProperties(reader);
    reader.rest(names.payload, text);
  },
  PUBACK: answer,
  PUBREC: answer,
  PUBREL: answer,
  PUBCOMP: answer,
  SUBSCRIBE: list((reader, is5) => {
    reader.long(names.topicFilter);
    reader.bits(names.options, is5 ? options5 : options4);
  }),
  SUBACK: list((reader) => {
    reader.byte(names.reasonCode, named(grantedName));
  }),
  UNSUBSCRIBE: list((reader) => {
    reader.long(names.topicFilter);
  }),
  UNSUBACK: list((reader) => {
    reader.byte(names.reasonCode, named(reasonCodeName));
  }),
  PINGREQ: () => {},
  PINGRESP: () => {},
  DISCONNECT: reason(disconnectReasonName),
  AUTH: reason(),
};

const options4 = (byte: number) => bitsOf(byte, [6, reserved], [2, same('QoS'), number]);
const options5 = (byte: number) =>
  bitsOf(
    byte,
    [2, reserved],
    [2, names.retainHandling, number],
    [1, names.retainAsPublished],
    [1, names.noLocal],
    [2, same('QoS'), number],
  );
