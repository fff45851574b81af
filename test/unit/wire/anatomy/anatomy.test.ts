import { describe, expect, test } from 'vitest';
import { anatomy } from '../../../../harness/wire/anatomy/anatomy.ts';

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** Each field as its bytes, its name and what it says; of flags, what each of them says. */
const read = (bytes: Uint8Array, version: number, size = bytes.length) =>
  anatomy(bytes, size, version).map(({ from, to, name, value, bits = [], isCut, isWrong }) => {
    const said = bits
      .map((part) => `${part.bits} ${part.name.en}${part.value === undefined ? '' : ` ${part.value.en}`}`)
      .join(', ');
    const mark = `${isCut ? ' (cut)' : ''}${isWrong ? ' (wrong)' : ''}`;
    return `${Buffer.from(bytes.subarray(from, to)).toString('hex')} ${name.en}: ${value.en}${said}${mark}`;
  });

describe('every type of packet', () => {
  test.each([
    [
      'CONNECT of 3.1.1, with a will and credentials',
      4,
      '10 2a 0004 4d515454 04 ee 003c 0002 6964 0002 772f 0003 6f6666 0005 2a2a2a2a2a 0006 2a2a2a2a2a2a',
      [
        '10 type and flags: 0001 type 1: CONNECT, 0000 flags: always so',
        '2a remaining length: 42 bytes follow',
        '00044d515454 protocol name: "MQTT"',
        '04 protocol version: MQTT 3.1.1',
        'ee connect flags: 1 user name, 1 password, 1 will retain, 01 will QoS 1, 1 will, 1 Clean Session, 0 reserved',
        '003c keep alive: 60 s',
        '00026964 client identifier: "id"',
        '0002772f will topic: "w/"',
        '00036f6666 will payload: "off"',
        '00052a2a2a2a2a user name: not shown',
        '00062a2a2a2a2a2a password: not shown',
      ],
    ],
    [
      'CONNECT of 5, with properties',
      5,
      '10 15 0004 4d515454 05 02 0000 08 11 ffffffff 21 0014 0000',
      [
        '10 type and flags: 0001 type 1: CONNECT, 0000 flags: always so',
        '15 remaining length: 21 bytes follow',
        '00044d515454 protocol name: "MQTT"',
        '05 protocol version: MQTT 5',
        '02 connect flags: 0 user name, 0 password, 0 will retain, 00 will QoS 0, 0 will, 1 Clean Start, 0 reserved',
        '0000 keep alive: off',
        '08 length of the properties: 8 bytes',
        '11ffffffff Session Expiry Interval: never',
        '210014 Receive Maximum: 20',
        '0000 client identifier: ""',
      ],
    ],
    [
      'CONNACK of 3.1.1',
      4,
      '20 02 01 05',
      [
        '20 type and flags: 0010 type 2: CONNACK, 0000 flags: always so',
        '02 remaining length: 2 bytes follow',
        '01 acknowledge flags: 0000000 reserved, 1 session present',
        '05 return code: 0x05 Refused: not authorized',
      ],
    ],
    [
      'PUBLISH of 5, with a user property and a text as payload',
      5,
      '3b 19 0001 61 0007 0e 26 0001 6b 0002 7676 08 0003 722f31 6869 2121 21',
      [
        '3b type and flags: 0011 type 3: PUBLISH, 1 DUP, 01 QoS 1, 1 RETAIN',
        '19 remaining length: 25 bytes follow',
        '000161 topic: "a"',
        '0007 packet identifier: 7',
        '0e length of the properties: 14 bytes',
        '2600016b00027676 User Property: "k": "vv"',
        '080003722f31 Response Topic: "r/1"',
        '6869212121 payload: "hi!!!"',
      ],
    ],
    [
      'PUBLISH of bytes that are no text',
      4,
      '30 05 0001 61 ff00',
      [
        '30 type and flags: 0011 type 3: PUBLISH, 0 DUP, 00 QoS 0, 0 RETAIN',
        '05 remaining length: 5 bytes follow',
        '000161 topic: "a"',
        'ff00 payload: hex ff 00',
      ],
    ],
    [
      'SUBSCRIBE of 5',
      5,
      '82 0a 0001 00 0004 612f2b23 2e',
      [
        '82 type and flags: 1000 type 8: SUBSCRIBE, 0010 flags: always so',
        '0a remaining length: 10 bytes follow',
        '0001 packet identifier: 1',
        '00 length of the properties: 0 bytes',
        '0004612f2b23 topic filter: "a/+#"',
        '2e subscription options: 00 reserved, 10 retain handling 2, 1 retain as published, 1 no local, 10 QoS 2',
      ],
    ],
    [
      'SUBACK of 3.1.1',
      4,
      '90 05 0001 00 02 80',
      [
        '90 type and flags: 1001 type 9: SUBACK, 0000 flags: always so',
        '05 remaining length: 5 bytes follow',
        '0001 packet identifier: 1',
        '00 reason code: granted qos 0',
        '02 reason code: granted qos 2',
        '80 reason code: 0x80 Failure',
      ],
    ],
    [
      'DISCONNECT of 5, with a reason',
      5,
      'e0 02 8e 00',
      [
        'e0 type and flags: 1110 type 14: DISCONNECT, 0000 flags: always so',
        '02 remaining length: 2 bytes follow',
        '8e reason code: 0x8e Session taken over',
        '00 length of the properties: 0 bytes',
      ],
    ],
    [
      'PINGREQ, the shortest',
      5,
      'c0 00',
      [
        'c0 type and flags: 1100 type 12: PINGREQ, 0000 flags: always so',
        '00 remaining length: 0 bytes: that was all',
      ],
    ],
  ])('%s', (_, version, hex, fields) => {
    expect(read(bytesOf(hex), version)).toEqual(fields);
  });
});

describe('what is not as it should be', () => {
  test('says how much of a field is at hand', () => {
    const bytes = bytesOf('30 0b 0001 61 6865 6c');
    expect(read(bytes, 4, 13).at(-1)).toBe('68656c payload: "hel"… (cut)');
  });

  test('a text that is longer than its packet is wrong', () => {
    expect(read(bytesOf('30 04 0009 6162'), 4).at(-1)).toBe('00096162 topic: "ab"… (wrong)');
  });

  test('bytes after the last field are wrong, and so is an unknown property', () => {
    expect(read(bytesOf('40 04 0001 6162'), 4).at(-1)).toBe('6162 more than it should hold: "ab" (wrong)');
    expect(read(bytesOf('e0 04 00 02 ee 61'), 5).at(-1)).toMatch(/^ee61 unknown property: .*\(wrong\)$/);
  });
});
