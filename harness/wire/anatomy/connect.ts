import { same, type Text } from '../../base/text.ts';
import { connectFlags } from '../../protocol/connect-flags.ts';
import { bitsOf, reserved } from './bits.ts';
import * as names from './names.ts';
import { hidden, readProperties } from './properties.ts';
import { number, type Reader, text } from './reader.ts';

const versions: Readonly<Record<number, string>> = { 3: 'MQTT 3.1', 4: 'MQTT 3.1.1', 5: 'MQTT 5' };

/** Reads CONNECT, which contains its own protocol version. */
export function readConnect(reader: Reader): void {
  reader.long(names.protocolName);
  // Bridges of Mosquitto set the highest bit.
  const level = reader.byte(names.protocolLevel, (byte) => same(versions[byte & 0x7f] ?? String(byte)));
  const is5 = level !== undefined && (level & 0x7f) === 5;
  const flags = reader.bits(names.connectFlags, (byte) => connectBits(byte, is5)) ?? 0;
  reader.integer(2, names.keepAlive, (value) => (value === 0 ? off : seconds(value)));
  if (is5) readProperties(reader);
  reader.long(names.clientId);
  if (flags & connectFlags.will) {
    if (is5) readProperties(reader);
    reader.long(names.willTopic);
    reader.long(names.willPayload, text);
  }
  if (flags & connectFlags.userName) reader.long(names.userName, hidden);
  if (flags & connectFlags.password) reader.long(names.password, hidden);
}

const connectBits = (byte: number, is5: boolean) =>
  bitsOf(
    byte,
    [1, names.userName],
    [1, names.password],
    [1, names.willRetain],
    [2, names.willQoS, number],
    [1, names.will],
    [1, same(is5 ? 'Clean Start' : 'Clean Session')],
    [1, reserved],
  );

const off: Text = { en: 'off', ja: 'なし' };
const seconds = (value: number): Text => ({ en: `${value} s`, ja: `${value} 秒` });
