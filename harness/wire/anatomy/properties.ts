import { same, type Text } from '../../base/text.ts';
import { bigEndian, littleEndian, number, type Reader, text } from './reader.ts';

type Kind = 'byte' | 'two' | 'four' | 'seconds' | 'variable' | 'text' | 'data' | 'pair' | 'secret';

/** Properties of MQTT 5 by their identifier [table 2-4]. */
const table: Readonly<Record<number, readonly [name: string, kind: Kind]>> = {
  1: ['Payload Format Indicator', 'byte'],
  2: ['Message Expiry Interval', 'seconds'],
  3: ['Content Type', 'text'],
  8: ['Response Topic', 'text'],
  9: ['Correlation Data', 'data'],
  11: ['Subscription Identifier', 'variable'],
  17: ['Session Expiry Interval', 'seconds'],
  18: ['Assigned Client Identifier', 'text'],
  19: ['Server Keep Alive', 'two'],
  21: ['Authentication Method', 'text'],
  22: ['Authentication Data', 'secret'],
  23: ['Request Problem Information', 'byte'],
  24: ['Will Delay Interval', 'seconds'],
  25: ['Request Response Information', 'byte'],
  26: ['Response Information', 'text'],
  28: ['Server Reference', 'text'],
  31: ['Reason String', 'text'],
  33: ['Receive Maximum', 'two'],
  34: ['Topic Alias Maximum', 'two'],
  35: ['Topic Alias', 'two'],
  36: ['Maximum QoS', 'byte'],
  37: ['Retain Available', 'byte'],
  38: ['User Property', 'pair'],
  39: ['Maximum Packet Size', 'four'],
  40: ['Wildcard Subscription Available', 'byte'],
  41: ['Subscription Identifier Available', 'byte'],
  42: ['Shared Subscription Available', 'byte'],
};

const sizes = { byte: 1, two: 2, four: 4, seconds: 4 } as const;

/** Reads the length of the properties, and then one field for each property. */
export function readProperties(reader: Reader): void {
  const length = reader.variable(propertiesLength, bytesOf);
  if (length === undefined) return;
  const end = reader.at + length;
  while (!reader.isOver && reader.at < end) readProperty(reader, end - reader.at);
}

function readProperty(reader: Reader, most: number): void {
  const [name, kind] = table[reader.peek() ?? -1] ?? [];
  if (name === undefined || kind === undefined) {
    reader.take(most, unknown, text, { isWrong: true });
    return;
  }
  if (kind === 'text' || kind === 'data') reader.long(same(name), text, 1);
  else if (kind === 'secret') reader.long(same(name), hidden, 1);
  else if (kind === 'pair') readPair(reader, same(name));
  else if (kind === 'variable') readVariable(reader, same(name));
  else {
    const say = kind === 'seconds' ? seconds : number;
    const value = (bytes: Uint8Array, isCut: boolean) => (isCut ? same('…') : say(bigEndian(bytes)));
    reader.take(1 + sizes[kind], same(name), value, { prefix: 1 });
  }
}

/** Reads a name and its value. */
function readPair(reader: Reader, name: Text): void {
  const at = (ahead: number) => (reader.peek(ahead) ?? 0) * 0x100 + (reader.peek(ahead + 1) ?? 0);
  const first = at(1);
  const second = at(3 + first);
  reader.take(
    5 + first + second,
    name,
    (bytes, isCut) => {
      const [key, value] = [bytes.subarray(2, 2 + first), bytes.subarray(4 + first)];
      const isKeyCut = isCut && key.length < first;
      return same(`${text(key, isKeyCut).en}: ${text(value, isCut).en}`);
    },
    { prefix: 1 },
  );
}

function readVariable(reader: Reader, name: Text): void {
  let length = 1;
  while (length < 4 && (reader.peek(length) ?? 0) >= 0x80) length++;
  reader.take(1 + length, name, (bytes, isCut) => (isCut ? same('…') : number(littleEndian(bytes))), {
    prefix: 1,
  });
}

/** [MQTT 5, 3.1.2.11.2]: 0xFFFFFFFF means never. */
const seconds = (value: number): Text =>
  value === 0xffff_ffff ? { en: 'never', ja: '期限なし' } : { en: `${value} s`, ja: `${value} 秒` };

export const hidden = (): Text => ({ en: 'not shown', ja: '表示しません' });
const bytesOf = (count: number): Text => ({ en: `${count} bytes`, ja: `${count} バイト` });
const propertiesLength: Text = { en: 'length of the properties', ja: 'プロパティーの長さ' };
const unknown: Text = { en: 'unknown property', ja: '未知のプロパティー' };
