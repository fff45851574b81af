/**
 * Lab 07: sessions.
 *
 * A session is what the broker remembers of a client while it is away: its subscriptions and the messages that wait for
 * it. MQTT 3.1.1 asks for it with clean session 0; MQTT 5 with a Session Expiry Interval (Clean Start 0 only keeps an old
 * session). At work: a device that sleeps, and the queue of a device that never comes back.
 */
import { defineLab, type Lab, runDirectly } from '../../harness/lab/index.ts';

const lab = defineLab({
  id: '07-session',
  title: { en: 'Sessions', ja: '留守のあいだのメッセージ(セッション)' },
  aboutTime: [5],
  lanes: ['publisher', 'broker', 'sleeper', 'visitor'],
  claims: {
    'session.new': {
      says: {
        en: 'The first time, there is no session: session present is 0',
        ja: '初めてつなぐとき、セッションはまだない。session present は 0',
      },
      statements: { 4: ['MQTT-3.2.2-3'], 5: ['MQTT-3.2.2-3'] },
    },
    'session.present': {
      says: {
        en: 'A returning client is told that its session is still there: session present is 1',
        ja: '戻ってきたクライアントは、セッションが残っていると知らされる。session present は 1',
      },
      statements: { 4: ['MQTT-3.1.2-4', 'MQTT-3.2.2-2'], 5: ['MQTT-3.1.2-5', 'MQTT-3.2.2-3'] },
    },
    'session.queued': {
      says: {
        en: 'QoS 1 messages sent while it was away arrive in order; it need not subscribe again',
        ja: '留守のあいだの QoS 1 のメッセージは、購読し直さなくても、送られた順番で届く',
      },
      statements: {
        4: ['MQTT-3.1.2-5', 'MQTT-4.5.0-1', 'MQTT-4.6.0-6'],
        5: ['MQTT-3.1.2-5', 'MQTT-4.5.0-1', 'MQTT-4.6.0-6'],
      },
    },
    'session.discarded': {
      says: {
        en: 'A clean start discards the session: what was waiting is gone, and so is the subscription',
        ja: 'クリーンスタートでセッションは捨てられ、待っていたメッセージも購読もなくなる',
      },
      statements: { 4: ['MQTT-3.1.2-6'], 5: ['MQTT-3.1.2-4'] },
    },
    'session.expired': {
      says: {
        en: 'The session is there within its Session Expiry Interval and gone after it',
        ja: 'Session Expiry Interval のあいだはセッションが残り、過ぎるとなくなる',
      },
      statements: { 5: ['MQTT-3.1.2-23', 'MQTT-4.1.0-2'] },
    },
  },

  async run(lab) {
    const door = lab.topic('office/door');
    const publisher = await lab.connect('publisher');

    await lab.step(
      {
        en: 'Subscribe, then leave',
        ja: '購読して、いなくなります',
        question: { en: 'What does the broker remember?', ja: 'ブローカーは、何を覚えている?' },
      },
      async () => {
        //#region session
        const sleeper = await lab.connect('sleeper', staying(lab, 60));
        await sleeper.subscribeAsync(door, { qos: 1 });
        await sleeper.endAsync();
        //#endregion
        await lab.claim('session.new', false, lab.connack(sleeper).sessionPresent);
      },
    );

    await lab.step(
      {
        en: 'Messages arrive while it is away',
        ja: '留守のあいだにメッセージが来ます',
        question: { en: 'Are they lost?', ja: 'なくなってしまう?' },
      },
      async () => {
        await publisher.publishAsync(door, 'not worth keeping', { qos: 0 });
        await publisher.publishAsync(door, 'open', { qos: 1 });
        await publisher.publishAsync(door, 'closed', { qos: 1 });
      },
    );

    await lab.step(
      {
        en: 'It comes back',
        ja: '戻ってきます',
        question: { en: 'Which messages does it get?', ja: 'どのメッセージが届く?' },
      },
      async () => {
        //#region back
        const sleeper = await lab.connect('sleeper', staying(lab, 60));
        //#endregion
        await lab.claim('session.present', true, lab.connack(sleeper).sessionPresent);
        await lab.claim('session.queued', ['open', 'closed'], async () => {
          const inbox = lab.inbox(sleeper);
          // On some brokers a new message, as the fence is one, overtakes those that have waited.
          const first = await inbox.take(2);
          const waited = [...first, ...(await lab.fence(inbox, publisher, door, 1))];
          lab.observe(
            'session.queues-qos0',
            {
              en: 'QoS 0 messages are kept for a client that is away',
              ja: '留守のクライアントに QoS 0 のメッセージも取っておく',
            },
            waited.some(({ qos }) => qos === 0),
          );
          return waited.filter(({ qos }) => qos > 0).map(({ payload }) => payload);
        });
        await sleeper.endAsync();
      },
    );

    await lab.step(
      {
        en: 'A clean start',
        ja: 'クリーンスタートします',
        question: { en: 'What is left now?', ja: '今度は、何が残っている?' },
      },
      async () => {
        await publisher.publishAsync(door, 'open again', { qos: 1 });
        const sleeper = await lab.connect('sleeper', { clean: true });
        await sleeper.subscribeAsync(lab.topic('office/window'), { qos: 1 });
        const left = await lab.fence(lab.inbox(sleeper), publisher, lab.topic('office/window'), 1);
        await lab.claim(
          'session.discarded',
          { sessionPresent: false, left: [] },
          {
            sessionPresent: lab.connack(sleeper).sessionPresent,
            left,
          },
        );
        await sleeper.endAsync();
      },
    );

    if (lab.protocolVersion === 5) {
      await lab.step(
        {
          en: 'Away for too long',
          ja: '留守が長すぎました',
          question: { en: 'Is the session still there?', ja: 'セッションは、まだある?' },
        },
        async () => {
          const visitor = await lab.connect('visitor', staying(lab, 60));
          await visitor.subscribeAsync(door, { qos: 1 });
          await visitor.endAsync();
          //#region expiry
          const soon = await lab.connect('visitor', staying(lab, 1));
          await soon.endAsync();
          //#endregion
          await lab.letPass(EXPIRED_MS, { en: 'the session to expire', ja: 'セッションの期限切れ' });
          const late = await lab.connect('visitor', staying(lab, 1));
          await lab.claim(
            'session.expired',
            { soon: true, late: false },
            { soon: lab.connack(soon).sessionPresent, late: lab.connack(late).sessionPresent },
          );
        },
      );
    }
  },
});

/** The shortest Session Expiry Interval, one second, and a reserve for brokers that count whole seconds. */
const EXPIRED_MS = 3_000;

/** Options of a session that outlives its connection by `seconds`; MQTT 3.1.1 cannot say how long. */
const staying = ({ protocolVersion }: Pick<Lab, 'protocolVersion'>, seconds: number) => ({
  clean: false,
  ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: seconds } }),
});

export default lab;
await runDirectly(import.meta.url, lab);
