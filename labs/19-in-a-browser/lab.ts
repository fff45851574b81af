/**
 * Lab 19: in a browser.
 *
 * A real page in a real browser: page.html shows a value, has a button that publishes, and is seen online and offline. Its
 * MQTT.js is the same library, and its packets are the same packets; only the connection is a WebSocket. At work: a dashboard
 * without a server of its own, and everything that can happen to a tab.
 */
import path from 'node:path';
import { defineLab, pagesOf, runDirectly, shown, tappedForPages } from '../../harness/lab/index.ts';
import { firstHandshake } from './handshake.ts';

const lab = defineLab({
  id: '19-in-a-browser',
  title: { en: 'In a browser', ja: 'ブラウザーの中で' },
  minutes: 15,
  hides: ['acknowledgements'],
  lanes: ['sensor', 'broker', 'page', 'device', 'watcher', 'polite'],
  claims: {
    'browser.subprotocol': {
      says: {
        en: 'The browser asks for the subprotocol mqtt, and the broker agrees: otherwise it would not connect',
        ja: 'ブラウザーはサブプロトコル mqtt を求め、ブローカーが応じる。応じなければ、つながらない',
      },
      statements: { 4: ['MQTT-6.0.0-3', 'MQTT-6.0.0-4'], 5: ['MQTT-6.0.0-3', 'MQTT-6.0.0-4'] },
    },
    'browser.opened-late': {
      says: {
        en: 'A page that is opened later shows the last value at once',
        ja: 'あとから開いたページにも、最後の値がすぐに出る',
      },
      statements: { 4: ['MQTT-3.3.1-6', 'MQTT-3.3.1-8'], 5: ['MQTT-3.3.1-9'] },
      needs: ['retain'],
    },
    'browser.shows-last': {
      says: {
        en: 'Values reach the page in order, and it shows the one that was published last',
        ja: '値は順番どおりに届き、ページには最後に送られた値が出ている',
      },
      statements: { 4: ['MQTT-4.5.0-1', 'MQTT-4.6.0-6'], 5: ['MQTT-4.5.0-1', 'MQTT-4.6.0-6'] },
    },
    'browser.click': {
      says: {
        en: 'A click publishes: the device gets one message, and the page its PUBACK',
        ja: 'クリックで送られる。機器に 1 通届き、ページには PUBACK が返る',
      },
      statements: { 4: ['MQTT-4.5.0-1', 'MQTT-4.3.2-2'], 5: ['MQTT-4.5.0-1', 'MQTT-4.3.2-4'] },
    },
    'browser.back-after-cut': {
      says: {
        en: 'After a cut the page connects again, subscribes again, and shows what comes next',
        ja: '接続が切れても、ページはつなぎ直し、購読し直し、次の値を出す',
      },
      statements: { 4: ['MQTT-3.8.4-1', 'MQTT-4.5.0-1'], 5: ['MQTT-3.8.4-1', 'MQTT-4.5.0-1'] },
    },
    'browser.closed-tab': {
      says: {
        en: 'A tab that is closed sends no DISCONNECT: the others get its last will',
        ja: 'タブを閉じると DISCONNECT は送られず、ほかの人に遺言が届く',
      },
      statements: { 4: ['MQTT-3.1.2-8'], 5: ['MQTT-3.1.2-8'] },
      needs: ['retain'],
    },
    'browser.goodbye': {
      says: {
        en: 'A page that signs off with DISCONNECT has no last will',
        ja: 'DISCONNECT を送ってから閉じたページの遺言は、送られない',
      },
      statements: { 4: ['MQTT-3.1.2-10', 'MQTT-3.14.4-3'], 5: ['MQTT-3.1.2-10', 'MQTT-3.14.4-3'] },
    },
  },

  async run(lab) {
    const { url, scheme } = await tappedForPages(lab);
    const pages = await pagesOf(lab, path.join(import.meta.dirname, 'page.html'));
    const protocol = String(lab.protocolVersion);
    const settings = (name: string) => ({ url, prefix: lab.topic(''), id: lab.clientId(name), protocol });
    const [temperature, status] = [lab.topic('office/temperature'), lab.topic('office/screen')];
    const sensor = await lab.connect('sensor');
    const measured = (value: string) => sensor.publishAsync(temperature, value, { qos: 1, retain: true });

    const page = await lab.step(
      {
        en: 'A value is published, and then somebody opens the page',
        ja: '値が送られ、そのあとで誰かがページを開きます',
        question: { en: 'What does the page show?', ja: 'ページには、何が出る?' },
      },
      async () => {
        await measured('21.5');
        let handshake: Awaited<ReturnType<typeof firstHandshake>> | undefined;
        const opened = await pages.open(settings('page'), async (empty) => {
          handshake = await firstHandshake(empty);
        });
        await lab.claim('browser.subprotocol', { asked: 'mqtt', agreed: 'mqtt' }, () => {
          const awaited = { en: 'the WebSocket of the page', ja: 'ページの WebSocket' };
          return handshake && lab.patience.until(handshake.done, awaited, HANDSHAKE_MS);
        });
        await lab.claim('browser.opened-late', { retain: true, shown: '21.5' }, async () => {
          const { fields } = await lab.trace.to('page').of('PUBLISH').next();
          return { retain: fields.retain, shown: await shown(lab.patience, opened, '#temperature', '21.5') };
        });
        return opened;
      },
    );

    await lab.step(
      {
        en: 'More values come',
        ja: '次々に値が届きます',
        question: { en: 'Which one is on the page in the end?', ja: '最後に出ているのは?' },
      },
      async () => {
        const values = ['21.6', '21.7', '21.8'];
        const delivered = lab.trace.to('page').on(temperature);
        let after = delivered.last();
        for (const value of values) await measured(value);
        await lab.claim('browser.shows-last', { delivered: values, shown: '21.8' }, async () => {
          const came: string[] = [];
          while (came.length < values.length) {
            after = await delivered.next({ after });
            came.push(Buffer.from(after.fields.payload ?? []).toString());
          }
          return { delivered: came, shown: await shown(lab.patience, page, '#temperature', '21.8') };
        });
      },
    );

    await lab.step(
      {
        en: 'It is warm: a click on the button',
        ja: '暑いので、ボタンを押します',
        question: { en: 'What does the device receive?', ja: '機器には、何が届く?' },
      },
      async () => {
        const window = lab.topic('office/window');
        const device = await lab.connect('device');
        await device.subscribeAsync(window, { qos: 1 });
        await page.click('#window');
        await lab.claim('browser.click', { received: ['open'], answer: 'PUBACK' }, async () => {
          const click = await lab.trace.from('page').on(window).next();
          const answer = await lab.trace.to('page').of('PUBACK').next({ after: click });
          const messages = await lab.fence(lab.inbox(device), sensor, window, 1);
          return { received: messages.map(({ payload }) => payload), answer: answer.type };
        });
        await device.endAsync();
      },
    );

    await lab.step(
      {
        en: 'The connection breaks',
        ja: '接続が切れます',
        question: { en: 'Does the next value get through?', ja: '次の値は、届く?' },
      },
      async () => {
        const last = lab.trace.to('page').last();
        //#region cut
        const network = await lab.networkOf(scheme);
        network.cutNow('page');
        //#endregion
        const back = { ...(last && { after: last }), deadline: BACK_WITHIN_MS };
        const after = await lab.trace.to('page').of('CONNACK').next(back);
        // It has subscribed again, and has published `online` again.
        for (const answer of ['SUBACK', 'PUBACK'] as const) {
          await lab.trace.to('page').of(answer).next({ after });
        }
        await measured('22.4');
        await lab.claim('browser.back-after-cut', { subscribed: 2, shown: '22.4' }, async () => ({
          subscribed: lab.trace.from('page').of('SUBSCRIBE').count,
          shown: await shown(lab.patience, page, '#temperature', '22.4'),
        }));
      },
    );

    const watcher = await lab.connect('watcher');
    const inbox = lab.inbox(watcher);

    await lab.step(
      {
        en: 'The tab is closed',
        ja: 'タブを閉じます',
        question: { en: 'What do the others see?', ja: 'ほかの人には、何が見える?' },
      },
      async () => {
        await watcher.subscribeAsync(status, { qos: 1 });
        await page.close();
        await lab.claim('browser.closed-tab', { goodbyes: 0, told: ['online', 'offline'] }, async () => ({
          told: (await inbox.take(2)).map(({ payload }) => payload),
          goodbyes: lab.trace.from('page').of('DISCONNECT').count,
        }));
      },
    );

    await lab.step(
      {
        en: 'Another page signs off first',
        ja: '今度は、あいさつしてから閉じます',
        question: { en: 'And now?', ja: '今度は、何が見える?' },
      },
      async () => {
        const polite = await pages.open(settings('polite'));
        for (let told = await inbox.next(); told.payload !== 'online'; ) told = await inbox.next();
        await polite.click('#goodbye');
        await lab.trace.from('polite').of('DISCONNECT').next();
        await polite.close();
        await lab.claim('browser.goodbye', ['signed off'], async () => {
          await lab.ended('polite');
          const next = await lab.connect('polite');
          const came = await lab.fence(inbox, next, status, 1);
          return came.map(({ payload }) => payload);
        });
      },
    );
  },
});

/** How long a browser may take to open a WebSocket on a busy machine, in ms. */
const HANDSHAKE_MS = 5_000;
/** The page waits for half a second before it reconnects, and the browser longer if it has failed before. */
const BACK_WITHIN_MS = 15_000;

export default lab;
await runDirectly(import.meta.url, lab);
