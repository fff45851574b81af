import { expect, test } from 'vitest';
import { Trace } from '../../../../harness/wire/trace/trace.ts';
import { message, packet, Story, underFire } from './story.ts';

const door = (fields = {}) => message('office/door', 'open', { qos: 1, messageId: 1, ...fields });
const id = { messageId: 1 };

test('QoS 0 has no handshake', () => {
  expect(underFire(0).handshakes()).toEqual([]);
});

test('QoS 1 under fire: one delivery to the broker over two connections, two to the subscriber', () => {
  const [toBroker, ...toClient] = underFire(1).handshakes();
  expect(toBroker).toMatchObject({
    client: 'publisher',
    direction: 'to-broker',
    packetId: 7,
    qos: 1,
    topic: 'office/door',
    types: ['PUBLISH', 'PUBACK', 'PUBLISH', 'PUBACK'],
    dup: [false, true],
    connections: [2, 3],
    finished: true,
  });
  expect(toClient.map(({ client, types }) => [client, types])).toEqual([
    ['subscriber', ['PUBLISH', 'PUBACK']],
    ['subscriber', ['PUBLISH', 'PUBACK']],
  ]);
});

test('QoS 2 under fire: four packets each way, and the two that were repeated', () => {
  const [toBroker, toClient] = underFire(2).handshakes();
  expect(toBroker?.types).toEqual(['PUBLISH', 'PUBREC', 'PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP']);
  expect(toBroker?.packets.map(({ fate }) => fate)).toEqual(['passed', 'lost', ...Array(4).fill('passed')]);
  expect(toClient?.types).toEqual(['PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP']);
});

test('a library that leaves DUP out is seen to do so', () => {
  const story = new Story()
    .opens('publisher')
    .sends('publisher', 'PUBLISH', door())
    .event('publisher', 'cut');
  story.opens('publisher').sends('publisher', 'PUBLISH', door()).gets('publisher', 'PUBACK', id);
  const all = story.trace.handshakes();
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ dup: [false, false], finished: true });
});

test('an answer that was lost or held finishes nothing', () => {
  for (const fate of ['lost', 'held'] as const) {
    const story = new Story().opens('publisher').sends('publisher', 'PUBLISH', door());
    expect(story.gets('publisher', 'PUBACK', id, { fate }).trace.handshakes()[0]?.finished).toBe(false);
  }
});

test('a packet identifier used again is another delivery', () => {
  const story = new Story().opens('publisher');
  for (let round = 0; round < 3; round++) {
    story.sends('publisher', 'PUBLISH', door()).gets('publisher', 'PUBACK', id);
  }
  expect(story.trace.handshakes().map(({ types }) => types)).toEqual(Array(3).fill(['PUBLISH', 'PUBACK']));
});

test('the same message published once more after its delivery is another delivery', () => {
  const story = new Story();
  for (let round = 0; round < 2; round++) {
    story.opens('publisher').sends('publisher', 'PUBLISH', door()).gets('publisher', 'PUBACK', id);
  }
  expect(story.trace.handshakes().map(({ types }) => types)).toEqual(Array(2).fill(['PUBLISH', 'PUBACK']));
});

test('another message with an identifier that was left open is another delivery', () => {
  const story = new Story()
    .opens('publisher')
    .sends('publisher', 'PUBLISH', door())
    .event('publisher', 'cut');
  story
    .opens('publisher')
    .sends('publisher', 'PUBLISH', message('office/door', 'closed', { qos: 1, messageId: 1 }));
  expect(
    story
      .gets('publisher', 'PUBACK', id)
      .trace.handshakes()
      .map(({ finished }) => finished),
  ).toEqual([false, true]);
});

test('the same identifier means something else in the other direction and for another client', () => {
  const story = new Story().opens('a').opens('b');
  story.sends('a', 'PUBLISH', door()).gets('b', 'PUBLISH', door()).sends('b', 'PUBLISH', door());
  story.sends('b', 'PUBACK', id).gets('b', 'PUBACK', id).gets('a', 'PUBACK', id);
  expect(story.trace.handshakes().map(({ client, direction, types }) => [client, direction, types])).toEqual([
    ['a', 'to-broker', ['PUBLISH', 'PUBACK']],
    ['b', 'to-client', ['PUBLISH', 'PUBACK']],
    ['b', 'to-broker', ['PUBLISH', 'PUBACK']],
  ]);
});

test('a PUBREC that refuses ends a delivery [MQTT-4.3.3-4]', () => {
  const refused = new Story().opens('publisher').sends('publisher', 'PUBLISH', door({ qos: 2 }));
  refused.gets('publisher', 'PUBREC', { ...id, reasonCode: 0x97 });
  expect(refused.trace.handshakes()[0]?.finished).toBe(true);
});

test('answers without a message are shown as what they are', () => {
  const trace = new Trace([packet('PUBACK', { direction: 'to-client', fields: id })]);
  expect(trace.handshakes()).toMatchObject([
    { topic: undefined, qos: undefined, types: ['PUBACK'], dup: [] },
  ]);
});
