import { between } from '../../../lab/claim.ts';
import { tooBusy } from '../../../lab/silence/too-busy.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { away } from '../../steps/away.ts';
import { connectKept } from '../../steps/kept-session.ts';
import { findsLate, findsNothing, keep } from '../../steps/retained.ts';
import { nextProperties } from '../properties/claims.ts';

/** Longer than a message expiry of one second, also if the broker counts whole seconds and checks only now and then. */
const PAST_ONE_SECOND_MS = 3_200;
/** What is left of a minute after that time, with any rounding; less than the whole minute. */
const LESS_THAN_A_MINUTE = between(50, 59, 's');

/**
 * The time that a message has left, in seconds.
 * @param began the time just before publishing, on the clock of `performance.now()`
 * @param atMost how many milliseconds may have passed since; if it took longer, this machine was too busy
 * @throws CannotRunError `machine-too-busy`
 */
async function timeLeft(peer: Peer, began: number, atMost: number): Promise<unknown> {
  const { messageExpiryInterval } = await nextProperties(peer);
  const seconds = Math.round((performance.now() - began) / 1_000);
  if (performance.now() - began <= atMost) return messageExpiryInterval;
  throw tooBusy({
    en: `this machine was too busy to measure time: ${seconds} s passed between publishing and receiving`,
    ja: `この計算機が忙しすぎて時間を測れませんでした(送ってから届くまでに ${seconds} 秒)`,
  });
}

/** How long a message may take that does not wait, in ms. */
const AT_ONCE_MS = 1_900;
/** How long a message may take that waits for {@link PAST_ONE_SECOND_MS}, in ms. */
const AFTER_WAITING_MS = 9_000;

const minute = { messageExpiryInterval: 60 };
const second = { messageExpiryInterval: 1 };

const send = (bench: Bench, publisher: Peer, payload: string, properties = {}) =>
  publisher.publish(bench.topic('a'), payload, { qos: 1, properties });

/** Publishes messages for a client that is away, and reconnects it after their expiry. */
async function afterAnAbsence(bench: Bench, publish: (publisher: Peer) => Promise<void>): Promise<Peer> {
  await away(bench, 'sleeper', { topic: bench.topic('a'), qos: 1 });
  await publish(await bench.connect('publisher'));
  await bench.letPass(PAST_ONE_SECOND_MS);
  return connectKept(bench, 'sleeper');
}

/** Publishes a retained message and waits for more than a second. @returns the publisher */
async function afterKeeping(bench: Bench, payload: string, properties: typeof minute): Promise<Peer> {
  const publisher = await bench.connect('publisher');
  await keep(bench, publisher, 'a', payload, 1, properties);
  await bench.letPass(PAST_ONE_SECOND_MS);
  return publisher;
}

/** The payloads of the queued messages, up to the last one, which does not expire. */
async function waiting(peer: Peer): Promise<string[]> {
  const deliveries = await peer.until(({ payload }) => payload === 'last');
  return deliveries.map(({ payload }) => payload);
}

/** The Message Expiry Interval, and the rest of it that a subscriber receives. */
export const expiry: readonly SpecClaim[] = [
  {
    id: 'expiry.at-once',
    says: {
      en: 'A message that did not have to wait keeps the expiry interval it was given',
      ja: '待たされなかったメッセージは、有効期限が付けられたときのまま届く',
    },
    statements: { 5: ['MQTT-3.3.2-6'] },
    async check(bench) {
      const subscriber = await bench.connect('subscriber');
      await subscriber.subscribe({ topic: bench.topic('a'), qos: 1 });
      const publisher = await bench.connect('publisher');
      const began = performance.now();
      await send(bench, publisher, 'x', minute);
      // The broker's clock may reach the next second meanwhile.
      return { expected: between(58, 60, 's'), seen: await timeLeft(subscriber, began, AT_ONCE_MS) };
    },
  },
  {
    id: 'expiry.by-will',
    says: {
      en: 'The expiry interval of a will starts when the will is published',
      ja: '遺言の有効期限は、遺言が送られたときから数える',
    },
    statements: { 5: ['MQTT-3.3.2-6'] },
    async check(bench) {
      const topic = bench.topic('a');
      const subscriber = await bench.connect('subscriber');
      await subscriber.subscribe(topic);
      const { client } = await bench.connect('mortal', {
        will: { topic, payload: Buffer.from('gone'), qos: 0, retain: false, properties: minute },
      });
      const began = performance.now();
      client.destroy();
      return { expected: between(58, 60, 's'), seen: await timeLeft(subscriber, began, AT_ONCE_MS) };
    },
  },
  {
    id: 'expiry.queued',
    aboutTime: true,
    says: {
      en: 'A message that expires while it waits for a session is not delivered',
      ja: 'セッションの復帰を待つうちに有効期限が切れたメッセージは届かない',
    },
    statements: { 5: ['MQTT-3.3.2-5'] },
    async check(bench) {
      const back = await afterAnAbsence(bench, async (publisher) => {
        await send(bench, publisher, 'before', minute);
        await send(bench, publisher, 'expired', second);
        await send(bench, publisher, 'last');
      });
      return { expected: ['before'], seen: await waiting(back) };
    },
  },
  {
    id: 'expiry.queued-remaining',
    aboutTime: true,
    says: {
      en: 'A message that waited for a session comes with the time it has left',
      ja: 'セッションの復帰を待ったメッセージは、待った分だけ有効期限が減って届く',
    },
    statements: { 5: ['MQTT-3.3.2-6'] },
    async check(bench) {
      let began = 0;
      const back = await afterAnAbsence(bench, async (publisher) => {
        began = performance.now();
        await send(bench, publisher, 'x', minute);
      });
      return { expected: LESS_THAN_A_MINUTE, seen: await timeLeft(back, began, AFTER_WAITING_MS) };
    },
  },
  {
    id: 'expiry.retained',
    aboutTime: true,
    says: {
      en: 'A retained message that has expired is no longer found',
      ja: '有効期限が切れた retain メッセージは、もう届かない',
    },
    statements: { 5: ['MQTT-3.3.2-5'] },
    async check(bench) {
      const publisher = await afterKeeping(bench, 'expired', second);
      return { expected: [], seen: await findsNothing(bench, publisher, 'a') };
    },
  },
  {
    id: 'expiry.retained-not-yet',
    aboutTime: true,
    says: {
      en: 'A retained message that has not expired is found',
      ja: '有効期限の切れていない retain メッセージは届く',
    },
    statements: { 5: ['MQTT-3.3.1-5'] },
    async check(bench) {
      const publisher = await afterKeeping(bench, 'kept', minute);
      const found = await findsLate(bench, publisher, 'a', 1);
      return { expected: ['kept'], seen: found.map(({ payload }) => payload) };
    },
  },
  {
    id: 'expiry.retained-remaining',
    aboutTime: true,
    says: {
      en: 'A retained message comes with the time it has left',
      ja: 'retain メッセージは、経過した分だけ有効期限が減って届く',
    },
    statements: { 5: ['MQTT-3.3.2-6'] },
    async check(bench) {
      const began = performance.now();
      await afterKeeping(bench, 'kept', minute);
      const late = await bench.connect('late');
      await late.subscribe(bench.topic('a'));
      return { expected: LESS_THAN_A_MINUTE, seen: await timeLeft(late, began, AFTER_WAITING_MS) };
    },
  },
];
