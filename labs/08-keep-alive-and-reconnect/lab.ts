/**
 * Lab 08: keep alive and reconnect.
 *
 * A connection that is dead looks just like one that is quiet. So the client promises to be heard at least once every keep
 * alive interval, and a broker that hears nothing for one and a half of it hangs up. Coming back is the client library's
 * work: MQTT.js connects again and subscribes again. At work: a shorter keep alive notices sooner and costs more bytes.
 */
import { between, defineLab, runDirectly, sinceConnect } from '../../harness/lab/index.ts';

/** The shortest interval the protocol allows, in seconds: for what waits until it has run out. */
const KEEP_ALIVE = 1;
/** For a client that is to keep its promise also on a busy machine, where anything may come a second late. */
const COMFORTABLE_KEEP_ALIVE = 4;

/**
 * When a silent client has to be gone at the latest, in milliseconds. The specification sets no bound after one and a
 * half intervals; Mosquitto 2.0.11 looks every five seconds only.
 */
const LATEST_MS = 9_000;

const lab = defineLab({
  id: '08-keep-alive-and-reconnect',
  title: { en: 'Keep alive and reconnect', ja: '生存確認と再接続' },
  aboutTime: [4, 5],
  claims: {
    'keep-alive.ping': {
      says: {
        en: 'A client with nothing to say sends PINGREQ, and the broker answers with PINGRESP',
        ja: '話すことがないクライアントは PINGREQ を送り、ブローカーは PINGRESP で答える',
      },
      statements: { 4: ['MQTT-3.1.2-23', 'MQTT-3.12.4-1'], 5: ['MQTT-3.1.2-20', 'MQTT-3.12.4-1'] },
    },
    'keep-alive.cut-off': {
      says: {
        en: 'A client that falls silent is disconnected after one and a half keep alive intervals',
        ja: '何も送らなくなったクライアントは、keep alive の 1.5 倍を過ぎると切断される',
      },
      statements: { 4: ['MQTT-3.1.2-24'], 5: ['MQTT-3.1.2-22'] },
    },
    'reconnect.subscribed-again': {
      says: {
        en: 'After a cut, MQTT.js reconnects and resubscribes, and messages flow as before',
        ja: '接続が切れても、MQTT.js がつなぎ直して購読し直し、また届くようになる',
      },
      statements: { 4: ['MQTT-3.8.4-1', 'MQTT-4.5.0-1'], 5: ['MQTT-3.8.4-1', 'MQTT-4.5.0-1'] },
    },
  },

  async run(lab) {
    await lab.step(
      {
        en: 'Nothing to say: a ping now and then',
        ja: '話すことがなければ、ときどき ping します',
        question: {
          en: 'What does a client with nothing to say send?',
          ja: '話すことがないクライアントは、何を送る?',
        },
      },
      async () => {
        //#region ping
        await lab.connect('quiet', { keepalive: COMFORTABLE_KEEP_ALIVE }, { mayClose: true });
        //#endregion
        lab.note({
          en: `It stays silent for ${COMFORTABLE_KEEP_ALIVE} seconds, its keep alive.`,
          ja: `keep alive の ${COMFORTABLE_KEEP_ALIVE} 秒のあいだ、何も話しません。`,
        });
        await lab.trace
          .from('quiet')
          .of('PINGREQ')
          .next({ deadline: COMFORTABLE_KEEP_ALIVE * 3_000 });
        await lab.claim('keep-alive.ping', 'PINGRESP', async () => {
          const answer = await lab.trace.to('quiet').of('PINGRESP').next();
          return answer.type;
        });
      },
    );

    await lab.step(
      {
        en: 'The connection freezes: nothing passes, nothing closes',
        ja: '接続が凍ります。何も通らず、閉じもしません',
        question: { en: 'When does the broker notice?', ja: 'ブローカーは、いつ気づく?' },
      },
      async () => {
        //#region freeze
        await lab.connect('frozen', { keepalive: KEEP_ALIVE }, { mayClose: true });
        lab.network.freeze('frozen');
        //#endregion
        await lab.claim('keep-alive.cut-off', between(KEEP_ALIVE * 1_000, LATEST_MS, 'ms'), async () => {
          const hungUp = await lab.hungUp('frozen', LATEST_MS + 1_000);
          return sinceConnect(lab.trace, 'frozen', hungUp, KEEP_ALIVE * 1_000);
        });
      },
    );

    await lab.step(
      {
        en: 'The connection breaks',
        ja: '接続が切れます',
        question: { en: 'Does it still get messages?', ja: 'まだ、メッセージは届く?' },
      },
      async () => {
        const door = lab.topic('office/door');
        //#region reconnect
        const subscriber = await lab.connect('subscriber', { reconnectPeriod: 10 });
        await subscriber.subscribeAsync(door, { qos: 1 });
        lab.network.cutNow('subscriber');
        //#endregion
        const cut = lab.trace.to('subscriber').of('SUBACK').last();
        await lab.trace.to('subscriber').of('SUBACK').next({ after: cut });
        const publisher = await lab.connect('publisher');
        await publisher.publishAsync(door, 'open', { qos: 1 });
        await lab.claim('reconnect.subscribed-again', { payload: 'open' }, () =>
          lab.inbox(subscriber).next(),
        );
      },
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
