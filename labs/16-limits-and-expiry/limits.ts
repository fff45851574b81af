import type { MqttClient } from 'mqtt';
import { type Lab, oneOf } from '../../harness/lab/index.ts';

const five = ['1', '2', '3', '4', '5'];
/** Bytes. */
const SMALL = 200;
const large = 'x'.repeat(SMALL);
/** A payload as a short word, because a result with 200 letters is hard to read. */
const inShort = (payload: string): string => (payload.length < SMALL ? payload : 'large');

/** A subscriber that leaves its messages unanswered until `work` is done. */
async function slowSubscriber(lab: Lab, topic: string, work: Promise<void>): Promise<MqttClient> {
  //#region receive-maximum
  const slow = await lab.connect('slow', {
    ...(lab.protocolVersion === 5 && { properties: { receiveMaximum: 2 } }),
  });
  slow.handleMessage = (_message, done) => {
    work.then(() => done(), done);
  };
  //#endregion
  await slow.subscribeAsync(topic, { qos: 1 });
  return slow;
}

/** The number of messages that the slow subscriber gets before it answers, and all the messages that it gets. */
async function flood(lab: Lab, publisher: MqttClient): Promise<{ unanswered: number; inTheEnd: string[] }> {
  const jobs = lab.topic('jobs');
  const work = Promise.withResolvers<void>();
  const slow = await slowSubscriber(lab, jobs, work.promise);
  const fast = await lab.connect('fast');
  await fast.subscribeAsync(jobs, { qos: 1 });
  for (const job of five) await publisher.publishAsync(jobs, job, { qos: 1 });
  await lab.inbox(fast).take(five.length);
  // The broker answers this on the slow connection, after all the messages that it sends first.
  slow.publish(lab.topic('still-here'), '', { qos: 1 });
  await lab.trace.to('slow').of('PUBACK').next();
  const unanswered = lab.trace.to('slow').of('PUBLISH').count;
  work.resolve();
  const came = await lab.inbox(slow).take(five.length);
  return { unanswered, inTheEnd: came.map(({ payload }) => payload) };
}

export async function inFlight(lab: Lab<'limit.receive-maximum'>, publisher: MqttClient): Promise<void> {
  // A broker may send fewer than the limit allows.
  const expected = { unanswered: oneOf(1, 2), inTheEnd: five };
  await lab.claim('limit.receive-maximum', expected, () => flood(lab, publisher));
}

/** The first message to a client, as the tap sees it, because the library may refuse the message. */
async function firstTo(lab: Lab, name: string): Promise<string> {
  const { fields } = await lab.trace.to(name).of('PUBLISH').next();
  return inShort('x'.repeat(fields.payloadLength ?? 0)) === 'large'
    ? 'large'
    : Buffer.from(fields.payload ?? []).toString();
}

export async function tooLarge(lab: Lab<'limit.packet-size'>, publisher: MqttClient): Promise<void> {
  const photos = lab.topic('photos');
  //#region packet-size
  const limit = { properties: { maximumPacketSize: SMALL } };
  const small = await lab.connect('small', limit, { mayClose: true });
  //#endregion
  await small.subscribeAsync(photos, { qos: 1 });
  const big = await lab.connect('large');
  await big.subscribeAsync(photos, { qos: 1 });
  for (const photo of [large, 'thumbnail']) await publisher.publishAsync(photos, photo, { qos: 1 });
  const both = async () => {
    const came = await lab.inbox(big).take(2);
    return { first: await firstTo(lab, 'small'), others: came.map(({ payload }) => inShort(payload)) };
  };
  await lab.claim('limit.packet-size', { first: 'thumbnail', others: ['large', 'thumbnail'] }, both);
}

export async function topicAlias(lab: Lab<'limit.topic-alias'>): Promise<void> {
  const topic = lab.topic('building/7/floor/3/room/12/temperature');
  const reader = await lab.connect('reader');
  await reader.subscribeAsync(topic, { qos: 1 });
  //#region alias
  const thrifty = await lab.connect('thrifty', { autoAssignTopicAlias: true });
  await thrifty.publishAsync(topic, '21', { qos: 1 });
  await thrifty.publishAsync(topic, '22', { qos: 1 });
  //#endregion
  const readings = ['21', '22'].map((payload) => ({
    topic: 'building/7/floor/3/room/12/temperature',
    payload,
  }));
  await lab.claim('limit.topic-alias', readings, () => lab.inbox(reader).take(2));
  const [first, second] = lab.trace.from('thrifty').of('PUBLISH').sizes();
  lab.note({
    en: `The same message took ${first} bytes with its topic, and ${second} after that.`,
    ja: `同じメッセージが、トピック付きでは ${first} バイト、2 回目は ${second} バイトでした。`,
  });
  await reader.endAsync();
}

/** MQTT 3.1.1: the large message comes, and the broker decides how many messages it sends at once. */
export async function withoutLimits(lab: Lab<'limit.none'>, publisher: MqttClient): Promise<void> {
  const photos = lab.topic('photos');
  const small = await lab.connect('small');
  await small.subscribeAsync(photos, { qos: 1 });
  await publisher.publishAsync(photos, large, { qos: 1 });
  await lab.claim('limit.none', 'large', async () => inShort((await lab.inbox(small).next()).payload));
  const { unanswered } = await flood(lab, publisher);
  lab.observe(
    'limit.unanswered',
    {
      en: 'Of five messages, how many are sent before the first is answered',
      ja: '5 通のうち、1 通も応答しないうちに送られてくる数',
    },
    unanswered,
  );
  lab.note({
    en: 'Missing in MQTT 3.1.1: limits of the client, expiry of messages and of sessions, topic aliases, reason codes other than those of CONNACK and 0x80 in SUBACK, and a DISCONNECT from the broker.',
    ja: 'MQTT 3.1.1 にないもの: クライアントの上限、メッセージとセッションの有効期限、トピックエイリアス、CONNACK と SUBACK の 0x80 以外の理由コード、ブローカーからの DISCONNECT。',
  });
}
