import { generate, type Packet } from 'mqtt-packet';
import { expect, test } from 'vitest';
import { decode } from '../../../../harness/protocol/decode.ts';
import { type PacketType, packetTypes } from '../../../../harness/protocol/packet.ts';
import { describePacket } from '../../../../harness/wire/print/packet.ts';

/** What a tap says of a packet. */
function said(packet: Packet | Buffer, protocolVersion: 4 | 5): string {
  const bytes = Buffer.isBuffer(packet) ? packet : generate(packet, { protocolVersion });
  const type = packetTypes[(bytes.readUInt8(0) >> 4) - 1] as PacketType;
  const decoded = decode(bytes, bytes.length, protocolVersion);
  return describePacket({ type, ...decoded }, { language: 'en', everything: true })
    .map(({ text }) => text)
    .join('  ');
}

const connect = { cmd: 'connect', clientId: 'a', clean: true, keepalive: 5, protocolId: 'MQTT' } as const;

test.each([
  ['no credentials', {}, ''],
  ['a user name', { username: 'ada' }, '  user name'],
  ['both', { username: 'ada', password: Buffer.from('lovelace') }, '  user name  password'],
])('of credentials it says that they are there, and not what they say: %s', (_, credentials, end) => {
  expect(said({ ...connect, protocolVersion: 4, ...credentials }, 4)).toBe(
    `MQTT 3.1.1  clean session  keep alive 5 s${end}`,
  );
});

test('the bit that a bridge sets in the protocol level', () => {
  const bytes = generate({ ...connect, protocolVersion: 4 });
  bytes.writeUInt8(0x84, bytes.indexOf('MQTT') + 4);
  expect(said(bytes, 4)).toContain('MQTT 3.1.1  bridge (level bit 0x80)');
});

test.each<[string, Packet, string]>([
  [
    'CONNECT',
    {
      ...connect,
      protocolVersion: 5,
      will: {
        topic: 'w',
        payload: Buffer.from('x'),
        qos: 0,
        retain: false,
        properties: { willDelayInterval: 3 },
      },
      properties: { receiveMaximum: 9, sessionExpiryInterval: 7, authenticationMethod: 'SCRAM' },
    },
    'MQTT 5  clean start  session expiry 7 s  keep alive 5 s  receive maximum 9  authentication SCRAM  will  qos 0  w  "x"  delay 3 s',
  ],
  [
    'CONNACK',
    {
      cmd: 'connack',
      reasonCode: 0,
      sessionPresent: false,
      properties: { serverKeepAlive: 30, maximumQoS: 1, retainAvailable: false },
    },
    'Success  keep alive 30 s  maximum qos 1  retain available 0',
  ],
  [
    'PUBLISH',
    {
      cmd: 'publish',
      topic: 'a',
      payload: 'x',
      qos: 0,
      dup: false,
      retain: false,
      properties: { responseTopic: 're', userProperties: { k: ['1', '2'] } },
    },
    'qos 0  a  "x"  answer to re  k: 1  k: 2',
  ],
  [
    'PUBACK',
    { cmd: 'puback', messageId: 1, reasonCode: 0x97, properties: { reasonString: 'too much' } },
    'id 1  0x97 Quota exceeded  reason too much',
  ],
  [
    'SUBSCRIBE',
    {
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [{ topic: 'a', qos: 0, nl: false, rap: false, rh: 0 }],
      properties: { subscriptionIdentifier: 7 },
    },
    'id 1  a  qos 0  subscription 7',
  ],
])('the properties of %s', (_, packet, words) => {
  expect(said(packet, 5)).toBe(words);
});

test('authentication data is there, and not shown', () => {
  const auth: Packet = {
    cmd: 'auth',
    reasonCode: 0x18,
    properties: { authenticationMethod: 'SCRAM', authenticationData: Buffer.from('lovelace') },
  };
  expect(said(auth, 5)).toMatch(/authentication SCRAM {2}authentication data$/);
});
