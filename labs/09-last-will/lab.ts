/**
 * Lab 09: the last will.
 *
 * With CONNECT, a client can give the broker a message for the case that the client is lost. The broker publishes it when the
 * connection breaks or the client is silent for too long, and not after DISCONNECT. As a retained message, it shows whether a
 * client is online or offline. At work: a dashboard that knows which device is offline.
 */
import { between, defineLab, runDirectly, sinceConnect } from '../../harness/lab/index.ts';

/** The shortest keep alive of the protocol, in seconds. */
const KEEP_ALIVE = 1;

/**
 * When a silent client must be disconnected at the latest, in milliseconds. The specification sets no bound after one and a
 * half intervals; Mosquitto 2.0.11 checks only every five seconds.
 */
const LATEST_MS = 9_000;

const lab = defineLab({
  id: '09-last-will',
  title: { en: 'The last will', ja: '遺言(Last Will)' },
  aboutTime: [4, 5],
  lanes: ['polite', 'sensor', 'frozen', 'broker', 'watcher', 'dashboard', 'before', 'after'],
  claims: {
    'will.after-cut': {
      says: {
        en: 'When the connection breaks, the broker publishes the will',
        ja: '接続が切れると、ブローカーが遺言を送る',
      },
      statements: { 4: ['MQTT-3.1.2-8'], 5: ['MQTT-3.1.2-8'] },
    },
    'will.not-after-disconnect': {
      says: {
        en: 'After a proper DISCONNECT, the will is not published',
        ja: 'DISCONNECT を送って切断したときは、遺言は送られない',
      },
      statements: { 4: ['MQTT-3.1.2-10', 'MQTT-3.14.4-3'], 5: ['MQTT-3.1.2-10', 'MQTT-3.14.4-3'] },
    },
    'will.after-silence': {
      says: {
        en: 'When the client falls silent, the will is published once keep alive has run out',
        ja: 'クライアントが何も送らなくなると、keep alive が切れたところで遺言が送られる',
      },
      statements: { 4: ['MQTT-3.1.2-8', 'MQTT-3.1.2-24'], 5: ['MQTT-3.1.2-8', 'MQTT-3.1.2-22'] },
    },
    'will.presence': {
      says: {
        en: 'A retained will reaches late subscribers too: online before the cut, offline after',
        ja: 'retain 付きの遺言は、あとから購読しても届く。切れる前は online、切れたあとは offline',
      },
      statements: { 4: ['MQTT-3.1.2-17'], 5: ['MQTT-3.1.2-15'] },
      needs: ['retain'],
    },
  },

  async run(lab) {
    const status = lab.topic('sensor/status');
    const watcher = await lab.connect('watcher');
    await watcher.subscribeAsync(status, { qos: 1 });
    const inbox = lab.inbox(watcher);
    //#region will
    const will = { topic: status, payload: 'offline', qos: 1, retain: true } as const;
    //#endregion

    await lab.step(
      {
        en: 'A proper goodbye',
        ja: 'DISCONNECT を送って切断します',
        question: { en: 'Is the will published?', ja: '遺言は、送られる?' },
      },
      async () => {
        //#region goodbye
        const sensor = await lab.connect('polite', { will });
        await sensor.endAsync();
        //#endregion
        const [shown] = await whatIsLeft('dashboard');
        lab.note({
          en: `A dashboard that opens now shows: ${shown === undefined ? 'nothing' : `"${shown.payload}"`}`,
          ja: `今から開いたダッシュボードに出るもの: ${shown === undefined ? '何もなし' : `「${shown.payload}」`}`,
        });
        await lab.claim('will.not-after-disconnect', sentBy('polite'), async () => {
          const came = await lab.fence(inbox, watcher, status, 1);
          return came.map(({ payload }) => payload);
        });
      },
    );

    await lab.step(
      {
        en: 'The connection breaks',
        ja: '接続が切れます',
        question: { en: 'And now?', ja: 'では、今度は?' },
      },
      async () => {
        //#region cut
        const sensor = await lab.connect('sensor', { will }, { mayClose: true });
        await sensor.publishAsync(status, 'online', { qos: 1, retain: true });
        const before = await whatFinds('before');
        lab.network.cutNow('sensor');
        //#endregion
        await untilCame('online');
        await lab.claim('will.after-cut', { payload: 'offline', qos: 1 }, () => inbox.next());
        await lab.claim('will.presence', ['online', 'offline'], async () => [
          before,
          await whatFinds('after'),
        ]);
      },
    );

    await lab.step(
      {
        en: 'The client falls silent',
        ja: 'クライアントが、何も送らなくなります',
        question: { en: 'How long until the others know?', ja: 'ほかの人が気づくまで、どれくらい?' },
      },
      async () => {
        await lab.connect('frozen', { will, keepalive: KEEP_ALIVE }, { mayClose: true });
        lab.network.freeze('frozen');
        await lab.claim('will.after-silence', between(KEEP_ALIVE * 1_000, LATEST_MS, 'ms'), async () => {
          await inbox.next(LATEST_MS + 1_000);
          const published = lab.trace.to('watcher').of('PUBLISH').last();
          return published && sinceConnect(lab.trace, 'frozen', published, KEEP_ALIVE * 1_000);
        });
      },
    );

    /** The payloads that a client published itself. */
    function sentBy(name: string): string[] {
      const packets = [...lab.trace.from(name).of('PUBLISH')];
      return packets.map(({ fields }) => Buffer.from(fields.payload ?? []).toString());
    }

    /** Takes the messages that are left of an earlier step, up to and including this one. */
    async function untilCame(payload: string): Promise<void> {
      for (let came = await inbox.next(); came.payload !== payload; ) came = await inbox.next();
    }

    /** The retained status that a new subscriber receives, if there is one. */
    async function whatIsLeft(newcomer: string) {
      const client = await lab.connect(newcomer);
      await client.subscribeAsync(status, { qos: 1 });
      const found = await lab.retainedFence(lab.inbox(client), client, watcher);
      await client.endAsync();
      return found;
    }

    /** The retained status that a new subscriber receives. */
    async function whatFinds(newcomer: string): Promise<string> {
      const client = await lab.connect(newcomer);
      await client.subscribeAsync(status, { qos: 1 });
      const { payload } = await lab.inbox(client).next();
      await client.endAsync();
      return payload;
    }
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
