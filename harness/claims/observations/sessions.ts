import { DeadlineError } from '../../base/deadline.ts';
import { UnsupportedError } from '../../lab/set-up/unsupported.ts';
import type { Bench } from '../bench.ts';
import { observation } from '../spec-observation.ts';
import { gather } from '../steps/gather.ts';
import { kept } from '../steps/kept-session.ts';
import { closed, goodbye } from './ended.ts';

const TOPIC = 'a';

/** Makes a session with a subscription to the topic, whose client has disconnected. */
async function away(bench: Bench): Promise<void> {
  const peer = await bench.connect('away', kept(bench));
  await peer.subscribe({ topic: bench.topic(TOPIC), qos: 1 });
  await peer.disconnect();
}

/** More messages than any known limit of a queue. */
const FLOOD = 1_200;
/** How many messages are sent without waiting for answers. Every known broker accepts as many [MQTT 5, Receive Maximum]. */
const TOGETHER = 20;

/** Sends many messages to a session whose client is away. @returns the numbers, from 0, of those that the client still receives */
async function floodLeaves(bench: Bench): Promise<number[]> {
  await away(bench);
  const publisher = await bench.connect('publisher');
  for (let first = 0; first < FLOOD; first += TOGETHER) {
    const numbers = Array.from({ length: TOGETHER }, (_, at) => first + at);
    await Promise.all(
      numbers.map((number) => publisher.publish(bench.topic(TOPIC), String(number), { qos: 1 })),
    );
  }
  const back = await bench.connect('away', kept(bench));
  // A fence may overtake the queued messages, so these are awaited after it.
  const deliveries = await gather(bench, back, publisher, [bench.topic(TOPIC)], 1, FLOOD);
  return deliveries.map(({ payload }) => Number(payload));
}

/** More messages than any known broker with a window sends at once. */
const UNANSWERED = 64;
const PATIENCE_MS = 1_000;

/** How many of {@link UNANSWERED} messages come to a client that acknowledges none. */
async function sendsAtOnce(bench: Bench): Promise<number> {
  const topic = bench.topic(TOPIC);
  const silent = await bench.connect('silent');
  await silent.subscribe({ topic, qos: 1 });
  const publisher = await bench.connect('publisher');
  for (let number = 0; number < UNANSWERED; number++) await publisher.publish(topic, 'x', { qos: 1 });
  await publisher.publish(topic, 'last');
  for (let count = 0; ; count++) {
    try {
      const packet = await silent.client.receive('PUBLISH', { deadline: PATIENCE_MS });
      if (silent.read(packet).payload === 'last') return count;
    } catch (error) {
      // A broker may hold back QoS 0 messages, too.
      if (error instanceof DeadlineError) return count;
      throw error;
    }
  }
}

/** What a broker keeps in a session. */
export const sessions = [
  observation({
    id: 'session.queues-qos-0',
    says: {
      en: 'Do QoS 0 messages wait for a client that is away?',
      ja: '留守のクライアントのために QoS 0 のメッセージも取っておくか',
    },
    words: {
      queued: { en: 'yes: queued', ja: 'キューに入る' },
      dropped: { en: 'no: dropped', ja: '捨てられる' },
    },
    async look(bench) {
      await away(bench);
      const publisher = await bench.connect('publisher');
      await publisher.publish(bench.topic(TOPIC), 'at QoS 0');
      await publisher.publish(bench.topic(TOPIC), 'at QoS 1', { qos: 1 });
      const back = await bench.connect('away', kept(bench));
      const before = await back.until(({ payload }) => payload === 'at QoS 1');
      const after = await bench.untilFence(back, publisher, bench.topic(TOPIC));
      return [...before, ...after].length > 0 ? 'queued' : 'dropped';
    },
  }),
  observation({
    id: 'session.queue-limit',
    says: {
      en: `How many of ${FLOOD.toLocaleString('en-US')} messages wait for a client that is away?`,
      ja: `留守のクライアントのために、${FLOOD.toLocaleString('en-US')} 通のうち何通を取っておくか`,
    },
    words: { all: { en: 'all', ja: 'すべて' } },
    async look(bench) {
      const { length } = await floodLeaves(bench);
      return length === FLOOD ? 'all' : length;
    },
  }),
  observation({
    id: 'session.queue-overflow',
    says: {
      en: 'Which messages does a full queue lose?',
      ja: 'キューがあふれると、どのメッセージが失われるか',
    },
    words: {
      newest: { en: 'the newest', ja: '新しいもの' },
      oldest: { en: 'the oldest', ja: '古いもの' },
      none: {
        en: `none of ${FLOOD.toLocaleString('en-US')}`,
        ja: `${FLOOD.toLocaleString('en-US')} 通では失われない`,
      },
    },
    async look(bench) {
      const numbers = await floodLeaves(bench);
      if (numbers.length === FLOOD) return 'none';
      return numbers.includes(0) ? 'newest' : 'oldest';
    },
  }),
  observation({
    id: 'session.in-flight',
    says: {
      en: `How many of ${UNANSWERED} QoS 1 messages come to a client that acknowledges none?`,
      ja: `PUBACK を返さないクライアントに、QoS 1 の ${UNANSWERED} 通のうち何通が届くか`,
    },
    words: { all: { en: 'all', ja: 'すべて' } },
    async look(bench) {
      const count = await sendsAtOnce(bench);
      return count === UNANSWERED ? 'all' : count;
    },
  }),
  observation({
    id: 'session.across-versions',
    says: {
      en: 'Is a session made under MQTT 5 still there for MQTT 3.1.1?',
      ja: 'MQTT 5 で作ったセッションを MQTT 3.1.1 で引き継げるか',
    },
    protocolVersions: [5],
    words: {
      kept: { en: 'yes', ja: '引き継げる' },
      new: { en: 'no: a new session', ja: '新しいセッションになる' },
    },
    async look(bench) {
      if (!bench.broker.capabilities.protocolVersions.includes(4)) {
        throw new UnsupportedError({
          en: 'it does not speak MQTT 3.1.1',
          ja: 'MQTT 3.1.1 に対応していません',
        });
      }
      await away(bench);
      const { connack } = await bench.connect('away', { protocolVersion: 4, clean: false });
      // In CONNACK of 3.1.1, the flag is at the same place as in version 5.
      return (connack.bytes[2] ?? 0) === 1 ? 'kept' : 'new';
    },
  }),
  observation({
    id: 'session.takeover',
    says: {
      en: 'What is a client told when its id is taken over?',
      ja: '同じ ID のクライアントに引き継がれた側は、何を知らされるか',
    },
    protocolVersions: [5],
    words: closed,
    async look(bench) {
      const first = await bench.connect('twin');
      await bench.connect('twin');
      return goodbye(first.client);
    },
  }),
];
