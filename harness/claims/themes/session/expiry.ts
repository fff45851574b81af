import { NEVER_EXPIRES } from '../../../protocol/session-expiry.ts';
import type { Bench, ConnectFields } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { subscribeAt } from '../../steps/at-qos.ts';
import { gather } from '../../steps/gather.ts';
import { kept } from '../../steps/kept-session.ts';
import { withoutSubscribing } from './steps.ts';

/** Longer than a session expiry of one second, also if the broker counts whole seconds or checks only now and then. */
const EXPIRED_MS = 3_000;

/** Connects `sleeper` with a subscription to `a`. */
async function subscribed(bench: Bench, fields: ConnectFields): Promise<Peer> {
  const sleeper = await bench.connect('sleeper', fields);
  await subscribeAt(sleeper, bench.topic('a'), 1);
  return sleeper;
}

/** Reconnects `sleeper`. @returns whether CONNACK reports its session */
async function isPresent(bench: Bench): Promise<boolean | undefined> {
  const { connack } = await bench.connect('sleeper', kept(bench));
  return connack.fields.sessionPresent;
}

/** Ends the connection by a DISCONNECT with a Session Expiry Interval, in seconds. */
async function leave({ client }: Peer, sessionExpiryInterval: number): Promise<void> {
  await client.send({ cmd: 'disconnect', reasonCode: 0, properties: { sessionExpiryInterval } });
  client.end();
  await client.closed();
}

const endsAtOnce = (['absent', '0'] as const).map((expiry): SpecClaim => {
  const absent = expiry === 'absent';
  return {
    id: `session.expiry-${expiry}`,
    says: {
      en: `Clean Start 0 ${absent ? 'without a Session Expiry Interval' : 'with a Session Expiry Interval of 0'} keeps nothing: the session ends with the connection`,
      ja: `Clean Start が 0 でも、Session Expiry Interval が${absent ? 'なければ' : ' 0 なら'}何も残らず、セッションは接続といっしょに終わる`,
    },
    statements: { 5: ['MQTT-4.1.0-2', 'MQTT-3.2.2-3'] },
    async check(bench) {
      const properties = absent ? {} : { properties: { sessionExpiryInterval: 0 } };
      const sleeper = await subscribed(bench, { clean: false, ...properties });
      await sleeper.disconnect();
      return { expected: false, seen: await isPresent(bench) };
    },
  };
});

/** The Session Expiry Interval of MQTT 5. */
export const sessionExpiry: readonly SpecClaim[] = [
  ...endsAtOnce,
  {
    id: 'session.clean-start-keeps-new',
    says: {
      en: 'Clean Start 1 with a Session Expiry Interval begins a session that is kept',
      ja: 'Clean Start が 1 でも、Session Expiry Interval があれば、そこから始まるセッションは残る',
    },
    statements: { 5: ['MQTT-3.1.2-23', 'MQTT-3.2.2-3'] },
    async check(bench) {
      const sleeper = await subscribed(bench, { ...kept(bench), clean: true });
      await sleeper.disconnect();
      return { expected: true, seen: await isPresent(bench) };
    },
  },
  {
    id: 'session.expiry-never',
    says: {
      en: 'A Session Expiry Interval of 0xFFFFFFFF is accepted, and the session is kept',
      ja: 'Session Expiry Interval 0xFFFFFFFF(期限なし)は受け入れられ、セッションは残る',
    },
    statements: { 5: ['MQTT-3.1.2-23', 'MQTT-3.2.2-3'] },
    async check(bench) {
      const sleeper = await subscribed(bench, kept(bench, NEVER_EXPIRES));
      await sleeper.disconnect();
      return {
        expected: { code: 0, present: true },
        seen: { code: sleeper.code, present: await isPresent(bench) },
      };
    },
  },
  {
    id: 'session.disconnect-expiry-0',
    says: {
      en: 'DISCONNECT with a Session Expiry Interval of 0 ends a session that was to be kept',
      ja: 'Session Expiry Interval 0 の DISCONNECT で、残すはずだったセッションも終わる',
    },
    statements: { 5: ['MQTT-4.1.0-2', 'MQTT-3.2.2-3'] },
    async check(bench) {
      await leave(await subscribed(bench, kept(bench)), 0);
      return { expected: false, seen: await isPresent(bench) };
    },
  },
  {
    id: 'session.disconnect-expiry-from-0',
    says: {
      en: 'DISCONNECT cannot make a session last that was not to be kept',
      ja: '残さないと決めてつないだセッションを、DISCONNECT で残すことはできない',
    },
    statements: { 5: ['MQTT-4.1.0-2', 'MQTT-3.2.2-3'] },
    async check(bench) {
      await leave(await subscribed(bench, { clean: true }), 60);
      return { expected: false, seen: await isPresent(bench) };
    },
  },
  {
    id: 'session.last-expiry-counts',
    says: {
      en: 'The Session Expiry Interval of the last CONNECT counts: coming back with 0 leaves nothing',
      ja: '有効なのは最後の CONNECT の Session Expiry Interval。0 でつなぎ直して切れば、何も残らない',
    },
    statements: { 5: ['MQTT-4.1.0-2', 'MQTT-3.2.2-3'] },
    async check(bench) {
      const before = await subscribed(bench, kept(bench));
      await before.disconnect();
      const last = await bench.connect('sleeper', kept(bench, 0));
      const { sessionPresent } = last.connack.fields;
      await last.disconnect();
      return {
        expected: { back: true, afterwards: false },
        seen: { back: sessionPresent, afterwards: await isPresent(bench) },
      };
    },
  },
  {
    id: 'session.queue-on-last-visit',
    says: {
      en: 'A client back for the last time, with a Session Expiry Interval of 0, still gets what waited',
      ja: 'Session Expiry Interval 0 で最後に戻ったときも、取っておかれたメッセージは届く',
    },
    statements: { 5: ['MQTT-3.1.2-5', 'MQTT-4.5.0-1'] },
    async check(bench) {
      const topic = bench.topic('a');
      const before = await subscribed(bench, kept(bench));
      await before.disconnect();
      const publisher = await bench.connect('publisher');
      await publisher.publish(topic, 'away', { qos: 1 });
      await bench.settled(publisher);
      const last = await bench.connect('sleeper', kept(bench, 0));
      const found = await gather(bench, last, publisher, [topic], 1, 1);
      return { expected: ['away'], seen: found.map(({ payload }) => payload) };
    },
  },
  {
    id: 'session.disconnect-expiry-longer',
    aboutTime: true,
    says: {
      en: 'DISCONNECT can make a session last longer than CONNECT said',
      ja: 'DISCONNECT で、CONNECT のときより長くセッションを残せる',
    },
    statements: { 5: ['MQTT-3.1.2-23', 'MQTT-3.2.2-3'] },
    async check(bench) {
      await leave(await subscribed(bench, kept(bench, 1)), 60);
      await bench.letPass(EXPIRED_MS);
      return { expected: true, seen: await isPresent(bench) };
    },
  },
  {
    id: 'session.not-while-connected',
    aboutTime: true,
    says: {
      en: 'A session does not expire while its client is connected, however long that is: a takeover finds it',
      ja: 'つながっているあいだは、どれだけ長くてもセッションの期限は切れず、引き継いでつないでも残っている',
    },
    statements: { 5: ['MQTT-4.1.0-1', 'MQTT-3.2.2-3'] },
    async check(bench) {
      await subscribed(bench, kept(bench, 1));
      await bench.letPass(EXPIRED_MS);
      return { expected: true, seen: await isPresent(bench) };
    },
  },
  {
    id: 'session.expired-for-good',
    aboutTime: true,
    says: {
      en: 'When a session expires, its subscriptions and what waited are gone too',
      ja: 'セッションの期限が切れると、購読も取っておかれたメッセージもなくなる',
    },
    statements: { 5: ['MQTT-4.1.0-2'] },
    async check(bench) {
      const sleeper = await subscribed(bench, kept(bench, 1));
      await sleeper.disconnect();
      const publisher = await bench.connect('publisher');
      await publisher.publish(bench.topic('a'), 'away', { qos: 1 });
      await bench.letPass(EXPIRED_MS);
      const late = await bench.connect('sleeper', kept(bench));
      return { expected: [], seen: await withoutSubscribing(bench, late, publisher) };
    },
  },
];
