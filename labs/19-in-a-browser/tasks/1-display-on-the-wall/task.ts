import { defineTask, type TraceEntry } from '../../../../harness/task/index.ts';

/** How long a page may take to connect on a busy machine, in ms. */
const CONNECTS_WITHIN_MS = 5_000;
/** How long it may take to show what it has received, in ms. */
const SHOWS_WITHIN_MS = 3_000;
/** How long it may take to be back after a cut, in ms. MQTT.js waits for a second by default. */
const BACK_WITHIN_MS = 6_000;

export default defineTask({
  title: { en: 'The display on the wall', ja: '壁の表示板' },
  asks: {
    en: 'A screen on the wall shows a web page, day and night, and nobody ever touches it. Write that page: the element with the id "value" shows the temperature on PREFIX + office/temperature. The sensor is not ours: it publishes with retain, it publishes rarely, and what it publishes is not always a number. The broker speaks MQTT at MQTT_URL and MQTT over WebSocket at WS_URL; the connection may break at any time. The page is told all of these in its address.',
    ja: '壁の画面に、昼も夜も Web ページを出しておきます。誰も触りません。そのページを書いてください。ID が "value" の要素に、PREFIX + office/temperature の温度を表示します。センサーはよその会社のもので、retain を付けて、たまにしか送ってきません。送ってくるのが数値とも限りません。ブローカーは MQTT_URL で MQTT を、WS_URL で WebSocket の中の MQTT を話します。接続は、いつ切れるか分かりません。これらの値はすべて、ページのアドレスで渡されます。',
  },
  minutes: 10,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'Which of the two addresses can a page open at all? Which three calls of MQTT.js does a subscriber need, and are they different in a browser?',
      ja: '2 つのアドレスのうち、ページから開けるのはどちらですか? 購読する側に要る MQTT.js の呼び出しは 3 つ。ブラウザーでは何か違いますか?',
    },
    {
      en: 'The page is open when the sensor is silent: which message can it show then? How is text put into an element so that it stays text? And after a break, which of the steps does MQTT.js take by itself, if you let it?',
      ja: 'センサーが黙っているあいだにページを開いたら、どのメッセージを表示できますか? 文字を文字のまま要素に入れるには、どう書きますか? 切れたあと、MQTT.js に任せておけるのはどこまでですか?',
    },
  ],
  claims: {
    'display.connected': {
      says: { en: 'The page connects to the broker', ja: 'ページがブローカーにつながる' },
    },
    'display.last': {
      says: { en: 'It shows the last value as soon as it is opened', ja: '開くとすぐに、最後の値が出る' },
    },
    'display.next': {
      says: { en: 'It shows the next value', ja: '次の値も出る' },
    },
    'display.text': {
      says: { en: 'It shows whatever comes as text', ja: '何が届いても、文字のまま出る' },
    },
    'display.back': {
      says: { en: 'It shows the next value after a break, too', ja: '接続が切れたあとも、次の値が出る' },
    },
  },
  notices: [
    {
      sees: ({ trace }) => [...trace].some(isNotMqtt),
      says: {
        en: 'Something came to the TCP port that is not MQTT: a page can only open a WebSocket, and MQTT.js turned your address into one. Which of the addresses begins with ws://?',
        ja: 'TCP のポートに、MQTT ではないものが来ました。ページから開けるのは WebSocket だけなので、MQTT.js がそのアドレスを WebSocket のものと読んだのです。ws:// で始まるアドレスはどれですか?',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('CONNECT').count === 0,
      says: {
        en: 'Your page has not connected. If it has written an error to the console of the browser, you find it above.',
        ja: 'ページがつながっていません。ブラウザーのコンソールにエラーが出ていれば、上に表示されています。',
      },
    },
    {
      sees: ({ trace }) =>
        trace.to('you').of('CONNACK').count > 0 && trace.from('you').of('SUBSCRIBE').count === 0,
      says: {
        en: 'Your page is connected, but it has subscribed to nothing.',
        ja: 'ページはつながりましたが、何も購読していません。',
      },
    },
    {
      sees: ({ trace, broken }) =>
        broken.includes('display.last') && trace.to('you').carrying('21.5').count > 0,
      says: {
        en: 'The broker sent the last value right after the subscription, with the retain flag, and your page did not show it. Does it tell it from other messages? Is the handler there before the message comes?',
        ja: '購読するとすぐに、最後の値が retain フラグ付きで届いていますが、ページに出ていません。ほかのメッセージと区別していませんか? 届く前から待ち受けていますか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('display.text') && !broken.includes('display.next'),
      says: {
        en: 'A payload with < and > in it was not shown as it came: your page took it for HTML. Then whoever may publish can also run programs on the screen.',
        ja: '< や > の入ったペイロードが、届いたとおりに出ていません。HTML として扱われています。それでは、送信を許された人なら誰でも、画面でプログラムを動かせてしまいます。',
      },
    },
    {
      sees: ({ trace, broken }) =>
        broken.includes('display.back') && trace.from('you').of('CONNECT').count === 1,
      says: {
        en: 'After the break your page did not come back: there is no second CONNECT. Nobody is there to reload it.',
        ja: '接続が切れたあと、ページは戻ってきませんでした。2 回目の CONNECT がありません。再読み込みをしてくれる人もいません。',
      },
    },
    {
      sees: ({ trace, broken }) =>
        broken.includes('display.back') && trace.from('you').of('SUBSCRIBE').count === 1,
      says: {
        en: 'After the break your page connected again, and did not subscribe again. A new session has no subscriptions.',
        ja: '接続が切れたあと、つなぎ直しましたが、購読し直していません。新しいセッションには購読がありません。',
      },
    },
  ],

  async judge(lab, you) {
    const topic = lab.topic('office/temperature');
    const sensor = await lab.connect('sensor');
    const measured = (payload: string) => sensor.publishAsync(topic, payload, { qos: 1, retain: true });
    const isConnected = () => lab.trace.to('you').of('CONNACK').count > 0;
    // There is nothing to wait for on a page that is not connected.
    const within = (milliseconds: number) => (isConnected() ? milliseconds : 100);

    const page = await lab.step({ en: 'Your page is opened', ja: 'あなたのページを開きます' }, async () => {
      await measured('21.5');
      const opened = await you.opens();
      await lab.claim('display.connected', 'CONNACK', async () => {
        const reached = (entry: TraceEntry) => isWelcome(entry) || isNotMqtt(entry);
        const first = await lab.trace.next(reached, { awaiting: connecting, deadline: CONNECTS_WITHIN_MS });
        return isWelcome(first) ? 'CONNACK' : 'not MQTT';
      });
      await lab.claim('display.last', '21.5', () => opened.shows('#value', '21.5', within(SHOWS_WITHIN_MS)));
      return opened;
    });
    await lab.step({ en: 'The sensor publishes', ja: 'センサーが送ります' }, async () => {
      await measured('21.6');
      await lab.claim('display.next', '21.6', () => page.shows('#value', '21.6', within(SHOWS_WITHIN_MS)));
      await measured('<b>hot</b>');
      await lab.claim('display.text', '<b>hot</b>', () =>
        page.shows('#value', '<b>hot</b>', within(SHOWS_WITHIN_MS)),
      );
    });
    await lab.step({ en: 'The connection breaks', ja: '接続が切れます' }, async () => {
      if (isConnected()) await page.isCut();
      await measured('23.0');
      await lab.claim('display.back', '23.0', () => page.shows('#value', '23.0', within(BACK_WITHIN_MS)));
    });
  },
});

const connecting = { en: 'your page to connect', ja: 'あなたのページの接続' };
const isNotMqtt = (entry: TraceEntry): boolean => entry.kind === 'connection' && entry.what === 'not-mqtt';
const isWelcome = (entry: TraceEntry): boolean =>
  entry.kind === 'packet' && entry.client === 'you' && entry.type === 'CONNACK';
