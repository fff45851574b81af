import { defineTask } from '../../../../harness/task/index.ts';

/** Longer than a second, also on brokers that count whole seconds and check now and then. */
const OVER_MS = 3_200;

export default defineTask({
  title: { en: 'No warning after the storm', ja: '嵐が去ったあとの警報はいらない' },
  asks: {
    en: 'Your program sends one warning, "gust", to PREFIX + warnings at QoS 1, and ends. A gust lasts a second. Whoever listens now must get the warning. A siren that was off and comes back later than that must not howl any more, although the broker keeps its messages for it. You cannot change the sirens.',
    ja: 'あなたのプログラムは、警報 "gust" を 1 つ、QoS 1 で PREFIX + warnings に送って終わります。突風は 1 秒で過ぎます。今聞いている人には、必ず届くようにします。止まっていたサイレンが 1 秒より遅く戻ってきても、もう鳴らしてはいけません。ただし、ブローカーはサイレンのためにメッセージを取っておきます。サイレンの側は変えられません。',
  },
  minutes: 10,
  isFastTrack: true,
  hints: [
    {
      en: 'Who could throw the warning away when nobody needs it any more? What would it have to know?',
      ja: '要らなくなった警報を捨てられるのは誰でしょう? そのために、何を知っていなければなりませんか?',
    },
    {
      en: 'Which property of a PUBLISH says how long it counts? In which unit, and since which version of MQTT? Where among the options of publish does MQTT.js take properties?',
      ja: 'メッセージがいつまで有効かを伝える PUBLISH のプロパティーは? 単位は何で、MQTT のどのバージョンからありますか? MQTT.js では、publish のオプションのどこに書きますか?',
    },
  ],
  claims: {
    'warning.now': {
      says: { en: 'Who listens gets the warning, at QoS 1', ja: '聞いている人には、警報が QoS 1 で届く' },
    },
    'warning.late': {
      says: {
        en: 'A siren that comes back when it is over gets nothing',
        ja: '過ぎてから戻ったサイレンには、何も届かない',
      },
    },
  },
  notices: [
    {
      sees: ({ trace }) => trace.from('you').of('PUBLISH').count === 0,
      says: { en: 'Your program has sent no warning.', ja: '警報が送られていません。' },
    },
    {
      sees: ({ trace }) => trace.from('you').of('PUBLISH').last()?.fields.qos === 0,
      says: {
        en: 'The warning went at QoS 0. Then the broker keeps nothing for the siren, but the warning may also be lost on its way to those who listen.',
        ja: '警報が QoS 0 で送られています。ブローカーがサイレンのために取っておくことはなくなりますが、聞いている人に届く前に消えることもあります。',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('CONNECT').first()?.fields.protocolVersion !== 5,
      says: {
        en: 'CONNECT says MQTT 3.1.1. It has no properties, so MQTT.js leaves yours out: look at the PUBLISH.',
        ja: 'CONNECT が MQTT 3.1.1 です。プロパティーがないバージョンなので、MQTT.js は付けずに送ります。PUBLISH を見てください。',
      },
    },
    {
      sees: ({ trace }) =>
        trace.from('you').of('CONNECT').first()?.fields.properties?.sessionExpiryInterval !== undefined,
      says: {
        en: 'A session expiry interval is about what the broker keeps for your program. The warning waits in the session of the siren.',
        ja: 'Session Expiry Interval が決めるのは、あなたのプログラムのために取っておく期間です。警報が待っているのは、サイレンのセッションです。',
      },
    },
    {
      sees: ({ trace }) =>
        trace.from('you').of('PUBLISH').last()?.fields.properties?.messageExpiryInterval === undefined,
      says: {
        en: 'Your PUBLISH does not say how long it counts, so the broker keeps it for the siren as long as it takes.',
        ja: 'PUBLISH に有効期限がないので、ブローカーはサイレンのためにいつまでも取っておきます。',
      },
    },
    {
      sees: ({ trace }) =>
        Number(trace.from('you').of('PUBLISH').last()?.fields.properties?.messageExpiryInterval) > 1,
      says: {
        en: 'The warning counts for longer than a second: in which unit is a message expiry interval?',
        ja: '有効期限が 1 秒より長くなっています。Message Expiry Interval の単位は何でしょう?',
      },
    },
    {
      sees: ({ trace }) =>
        trace.from('you').of('PUBLISH').last()?.fields.properties?.messageExpiryInterval === 0,
      says: {
        en: 'The warning says that it counts for 0 seconds, and some brokers take that for no limit at all. The interval is a whole number: half a second becomes 0.',
        ja: '有効期限が 0 秒になっています。0 を「期限なし」と同じに扱うブローカーもあります。値は整数で、0.5 のような値は 0 になります。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('warning.now'),
      says: {
        en: 'Not even those who listen got "gust" on PREFIX + warnings.',
        ja: '聞いている人にも、PREFIX + warnings に "gust" が届いていません。',
      },
    },
  ],

  async judge(lab, you) {
    const warnings = lab.topic('warnings');
    const staying = { clean: false, properties: { sessionExpiryInterval: 60 } };
    const listener = await lab.connect('listener');
    await listener.subscribeAsync(warnings, { qos: 1 });
    const siren = await lab.connect('siren', staying);
    await siren.subscribeAsync(warnings, { qos: 1 });
    await siren.endAsync();
    await lab.step(
      { en: 'A gust, while the siren is off', ja: 'サイレンが止まっているあいだに、突風です' },
      async () => {
        const program = await you.starts();
        await lab.claim('warning.now', { payload: 'gust', qos: 1 }, async () => {
          const { payload, qos } = await program.until(lab.inbox(listener).next());
          return { payload, qos };
        });
        await program.ends();
      },
    );
    await lab.step(
      { en: 'It is over, and the siren comes back', ja: '過ぎてから、サイレンが戻ります' },
      async () => {
        await lab.letPass(OVER_MS, { en: 'the gust to be over', ja: '突風が過ぎるまで' });
        const back = await lab.connect('siren', staying);
        await lab.claim('warning.late', [], async () => {
          const waited = await lab.fence(lab.inbox(back), listener, warnings, 1);
          return waited.map(({ payload }) => payload);
        });
      },
    );
  },
});
