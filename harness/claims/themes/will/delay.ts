import { DeadlineError } from '../../../base/deadline.ts';
import type { Bench, ConnectFields } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { type Punctuality, punctuality, staggered } from '../../steps/punctuality.ts';
import { watcherOf, willOn } from './steps.ts';

/** The Will Delay Interval: two seconds, because a broker may count whole seconds. */
const DELAY = 2;
/** How long a client may take to reconnect, in seconds. On the busiest machine it took three. */
const TIME_TO_RETURN = 6;
/** Session expiry in seconds, far longer than the delay. */
const SESSION = 60;

/** How much longer than its delay a will may take, in ms; with Mosquitto 2.0.11 it took 2.7 s longer. */
const GRACE_MS = 6_000;

/** CONNECT with a delayed will, and a session that outlives its connection by `session` seconds. */
const delayed = (bench: Bench, delay: number, session: number, topic = bench.topic('a')): ConnectFields => ({
  ...willOn(bench, { topic, properties: { willDelayInterval: delay } }),
  properties: { sessionExpiryInterval: session },
});

/** How long a will without a delay may take, in ms: enough on a busy machine, and less than any delay here. */
const AT_ONCE_MS = 3_000;

/** Whether the next will comes in time. @param leftAt when its client left (`performance.now()`) @param delay in seconds */
async function whenPublished(
  watcher: Peer,
  leftAt: number,
  delay: number,
  grace = GRACE_MS,
): Promise<Punctuality> {
  try {
    await watcher.next(delay * 1_000 + grace);
    return punctuality(performance.now() - leftAt, delay * 1_000);
  } catch (error) {
    if (error instanceof DeadlineError) return 'never';
    throw error;
  }
}

/** A client with a delayed will (`delay` in seconds), and a watcher of that will. */
async function clientWithDelayedWill(
  bench: Bench,
  number: number,
  delay: number,
): Promise<{ watcher: Peer; mortal: Peer }> {
  const topic = bench.topic(`${number}`);
  const watcher = await bench.connect(`watcher ${number}`);
  await watcher.subscribe({ topic, qos: 1 });
  const mortal = await bench.connect(`mortal ${number}`, delayed(bench, delay, SESSION, topic));
  return { watcher, mortal };
}

/**
 * Clients whose connections drop one after the other, a second apart. The delay is longer than in other claims, so that a broker in
 * which one will holds back another does not do so across claims.
 */
const QUEUE = { mortals: 7, delay: 3, apart: 1_000 };
/** Milliseconds; well after the first will is due, and well before the last one. */
const FIRST_BY_MS = 6_000;

export const willDelay: readonly SpecClaim[] = [
  {
    id: 'will.delay',
    says: {
      en: 'With a Will Delay of 2 s, a will comes after two seconds and not before, at whatever point in a second the client goes',
      ja: 'Will Delay が 2 秒なら、1 秒のどの時点で切れても、遺言は 2 秒たってから送られ、それより前には送られない',
    },
    statements: { 5: ['MQTT-3.1.2-8'] },
    aboutTime: true,
    async check(bench) {
      const prepare = (number: number) => clientWithDelayedWill(bench, number, DELAY);
      const seen = await staggered(bench, prepare, async ({ watcher, mortal }) => {
        const leftAt = performance.now();
        mortal.client.destroy();
        return () => whenPublished(watcher, leftAt, DELAY);
      });
      return { expected: 'in time', seen };
    },
  },
  {
    id: 'will.delay-of-each',
    says: {
      en: 'Each will is due at its own time: clients that go later, with the same delay, do not hold it back',
      ja: '遺言の期限は 1 つずつ数える。同じ Will Delay の別のクライアントがあとから切れても、待たされない',
    },
    statements: { 5: ['MQTT-3.1.2-8'] },
    aboutTime: true,
    async check(bench) {
      const first = await clientWithDelayedWill(bench, 1, QUEUE.delay);
      const others: Peer[] = [];
      for (let number = 2; number <= QUEUE.mortals; number++) {
        others.push((await clientWithDelayedWill(bench, number, QUEUE.delay)).mortal);
      }
      const leftAt = performance.now();
      first.mortal.client.destroy();
      const arrived = first.watcher.next(QUEUE.mortals * QUEUE.apart + QUEUE.delay * 1_000 + GRACE_MS);
      const passed = arrived.then(() => performance.now() - leftAt);
      passed.catch(() => {});
      for (const { client } of others) {
        await bench.letPass(QUEUE.apart);
        client.destroy();
      }
      return { expected: 'in time', seen: (await passed) > FIRST_BY_MS ? 'late' : 'in time' };
    },
  },
  {
    id: 'will.delay-cancelled',
    says: {
      en: 'A client that is back within the Will Delay is not gone: its will is not published',
      ja: 'Will Delay のうちに戻ってくれば、遺言は送られない',
    },
    statements: { 5: ['MQTT-3.1.3-9'] },
    aboutTime: true,
    async check(bench) {
      const watcher = await watcherOf(bench);
      const { client } = await bench.connect('mortal', delayed(bench, TIME_TO_RETURN, SESSION));
      client.destroy();
      await bench.connect('mortal', { clean: false, properties: { sessionExpiryInterval: SESSION } });
      await bench.letPass(TIME_TO_RETURN * 1_000 + GRACE_MS);
      return { expected: [], seen: await bench.untilFence(watcher, watcher, bench.topic('a'), 1) };
    },
  },
  {
    id: 'will.delay-ends-with-session',
    says: {
      en: 'When the session ends before the Will Delay does, the will is published at its end',
      ja: 'Will Delay より先にセッションが終われば、そのときに遺言が送られる',
    },
    statements: { 5: ['MQTT-3.1.2-8'] },
    aboutTime: true,
    async check(bench) {
      const watcher = await watcherOf(bench);
      const { client } = await bench.connect('mortal', delayed(bench, SESSION, 1));
      const leftAt = performance.now();
      client.destroy();
      return { expected: 'in time', seen: await whenPublished(watcher, leftAt, 1) };
    },
  },
  {
    id: 'will.delay-without-session',
    says: {
      en: 'When the session ends with the connection, no Will Delay holds the will back',
      ja: 'セッションが接続とともに終わるなら、Will Delay があっても遺言はすぐに送られる',
    },
    statements: { 5: ['MQTT-3.1.2-8'] },
    // If this process stands still, waiting may take longer than the delay, and a late will would seem to come at once.
    aboutTime: true,
    async check(bench) {
      const watcher = await watcherOf(bench);
      const { client } = await bench.connect('mortal', delayed(bench, SESSION, 0));
      const leftAt = performance.now();
      client.destroy();
      return { expected: 'in time', seen: await whenPublished(watcher, leftAt, 0, AT_ONCE_MS) };
    },
  },
];
