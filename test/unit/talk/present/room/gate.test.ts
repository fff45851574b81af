import { generate, type Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { Gate, type Judgement } from '../../../../../harness/talk/present/room/broker/gate.ts';
import { usualLimits } from '../../../../../harness/talk/present/room/limits.ts';
import { TokenBucket } from '../../../../../harness/talk/present/room/token-bucket.ts';
import { GONE, type Question, topicsOf } from '../../../../../harness/talk/present/room/topics.ts';
import { PacketReader } from '../../../../../harness/wire/client/inbox.ts';

const topics = topicsOf('session');
const id = '0123456789abcdef';
const own = topics.phone(id);
const asked: Question = { slide: 3, asks: 'How many?', options: ['0', '1', '2'] };

const connect = {
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clean: true,
  clientId: id,
  keepalive: 15,
  will: { topic: own.gone, payload: Buffer.from(GONE), qos: 0, retain: false },
} as const satisfies Packet;
const publish = {
  cmd: 'publish',
  topic: own.vote,
  payload: '2',
  qos: 0,
  retain: false,
  dup: false,
} as const satisfies Packet;
const subscribe = {
  cmd: 'subscribe',
  messageId: 1,
  subscriptions: [
    { topic: topics.tally, qos: 0 },
    { topic: topics.question, qos: 0 },
    { topic: topics.state, qos: 0 },
  ],
} as const satisfies Packet;

/** What becomes of packets of one phone; it has connected before, unless the first of them is CONNECT. */
function judge(packets: readonly (Packet | Buffer)[], question: Question | null = asked) {
  const gate = new Gate({
    topics,
    limits: usualLimits,
    question: () => question ?? undefined,
    reactions: new TokenBucket(usualLimits.reactions),
    changes: new TokenBucket(usualLimits.changes),
  });
  const reader = new PacketReader();
  const judged: Judgement[] = [];
  for (const packet of packets) {
    const bytes = Buffer.isBuffer(packet) ? packet : generate(packet);
    for (const read of reader.read(bytes, 4)) judged.push(gate.judge(read));
  }
  return judged;
}
/** Of a packet after CONNECT. */
const judgeOne = (packet: Packet | Buffer) => judge([connect, packet]).at(-1);

test('what the page sends passes', () => {
  expect(
    judge([
      connect,
      subscribe,
      publish,
      { ...publish, topic: own.reaction, payload: 'heart' },
      { cmd: 'pingreq' },
    ]),
  ).toEqual(Array(5).fill('pass'));
});

describe('a CONNECT ends the connection', () => {
  test.each<[string, Packet]>([
    ['of MQTT 5', { ...connect, protocolVersion: 5 }],
    ['of MQTT 3.1', { ...connect, protocolId: 'MQIsdp', protocolVersion: 3 }],
    ['that wants a session', { ...connect, clean: false }],
    ['with a client id of another form', { ...connect, clientId: 'admin' }],
    ['with a name', { ...connect, username: 'admin', password: Buffer.from('x') }],
    ['without keep alive', { ...connect, keepalive: 0 }],
    ['with a long keep alive', { ...connect, keepalive: 65_535 }],
    ['with a will for another topic', { ...connect, will: { ...connect.will, topic: topics.tally } }],
    [
      'with a will for another phone',
      { ...connect, will: { ...connect.will, topic: topics.phone('f'.repeat(16)).gone } },
    ],
    [
      'with another payload in its will',
      { ...connect, will: { ...connect.will, payload: Buffer.from('<b>') } },
    ],
    ['with a retained will', { ...connect, will: { ...connect.will, retain: true } }],
    ['with a will at QoS 2', { ...connect, will: { ...connect.will, qos: 2 } }],
  ])('%s', (_what, packet) => {
    expect(judge([packet])).toEqual(['end']);
  });

  test('without a will, or a second one', () => {
    const { will: _, ...without } = connect;
    expect(judge([without])).toEqual(['end']);
    expect(judge([connect, connect])).toEqual(['pass', 'end']);
  });
});

describe('the connection ends at', () => {
  test.each<[string, Packet | Buffer]>([
    ['a topic of the room', { ...publish, topic: topics.tally }],
    ['a topic of another phone', { ...publish, topic: topics.phone('f'.repeat(16)).vote }],
    ['its own last will', { ...publish, topic: own.gone, payload: GONE }],
    ['a topic of the broker', { ...publish, topic: '$SYS/broker' }],
    ['a retained message', { ...publish, retain: true }],
    ['QoS 1', { ...publish, qos: 1, messageId: 1 }],
    ['QoS 2', { ...publish, qos: 2, messageId: 1 }],
    ['a word for a vote', { ...publish, payload: 'two' }],
    ['a long number for a vote', { ...publish, payload: '00' }],
    ['no vote', { ...publish, payload: '' }],
    ['a reaction that there is not', { ...publish, topic: own.reaction, payload: '<script>' }],
    ['a reaction in other letters', { ...publish, topic: own.reaction, payload: 'HEART' }],
    ['a big payload', { ...publish, topic: own.reaction, payload: 'x'.repeat(1_000) }],
    ['#', { ...subscribe, subscriptions: [{ topic: '#', qos: 0 }] }],
    ['the topics of all phones', { ...subscribe, subscriptions: [{ topic: topics.phones, qos: 0 }] }],
    [
      'one filter too many',
      { ...subscribe, subscriptions: [...subscribe.subscriptions, { topic: '+', qos: 0 }] },
    ],
    ['a subscription at QoS 1', { ...subscribe, subscriptions: [{ topic: topics.tally, qos: 1 }] }],
    ['UNSUBSCRIBE', { cmd: 'unsubscribe', messageId: 1, unsubscriptions: [topics.tally] }],
    ['PUBACK', { cmd: 'puback', messageId: 1 }],
    ['PUBREL', { cmd: 'pubrel', messageId: 1 }],
    ['DISCONNECT, so that its will tells', { cmd: 'disconnect' }],
    ['a PINGREQ that is too long', Buffer.from([0xc0, 1, 0])],
    ['a SUBSCRIBE that ends early', Buffer.from([0x82, 3, 0, 1, 0])],
    ['QoS 3', Buffer.from([0x36, 4, 0, 1, 97, 98])],
  ])('%s', (_what, packet) => {
    expect(judgeOne(packet)).toBe('end');
  });

  test('anything before CONNECT', () => {
    for (const packet of [publish, subscribe, { cmd: 'pingreq' } as const])
      expect(judge([packet])).toEqual(['end']);
  });

  test('the fourth SUBSCRIBE', () => {
    expect(judge([connect, ...Array(4).fill(subscribe)]).slice(1)).toEqual(['pass', 'pass', 'pass', 'end']);
  });
});

test('a vote on what is not asked, or no more, is passed over', () => {
  expect(judgeOne({ ...publish, payload: '3' })).toBe('pass over');
  expect(judge([connect, publish], null)).toEqual(['pass', 'pass over']);
});

test('a flood is passed over, and then ends the connection', () => {
  const judged = judge([connect, ...Array(200).fill(publish)]);
  expect(judged.filter((one) => one === 'pass').length).toBeLessThanOrEqual(
    usualLimits.packetsOfOne.burst + 2,
  );
  expect(judged.indexOf('end')).toBeLessThan(usualLimits.passedOver + usualLimits.packetsOfOne.burst + 5);
});
