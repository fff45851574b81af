import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'News, or how things stood', ja: 'ニュースか、それまでの状態か' },
  asks: {
    en: 'A sensor publishes to PREFIX + door, always with retain. Your program subscribes, and writes a line for each message: "state open" if that is how things stood before it came, "news open" if it has happened just now. An alarm will be rung for news, so never call one the other.',
    ja: 'センサーが PREFIX + door に、いつも retain 付きで送ります。あなたのプログラムは購読して、メッセージごとに 1 行出力します。購読する前からの状態なら "state open"、たった今起きたことなら "news open" です。ニュースなら警報が鳴るので、取り違えてはいけません。',
  },
  minutes: 5,
  hints: [
    {
      en: 'Compare the PUBLISH that comes after your SUBACK with those that come later. Which field tells them apart?',
      ja: 'SUBACK のすぐあとに届く PUBLISH と、その後のものを比べてください。どの項目が違いますか?',
    },
    {
      en: 'The sensor always sends retain. What does the broker make of it for a subscriber that is already there, and which option of a subscription changes that?',
      ja: 'センサーは、いつも retain 付きで送ります。もう購読している人に、ブローカーはそれをどう渡しますか? それを変える購読のオプションは?',
    },
  ],
  claims: {
    'door.stood-open': {
      says: {
        en: 'The door was open before; then it is shut',
        ja: 'ドアは前から開いていた。そのあと閉まった',
      },
      needs: ['retain'],
    },
    'door.nothing-known': {
      says: {
        en: 'Nothing was known; then the door is opened',
        ja: '何も分かっていなかった。そのあと開いた',
      },
      needs: ['retain'],
    },
  },
  notices: [
    {
      sees: ({ lines }) => lines.length === 0,
      says: {
        en: 'Your program has written nothing. Does it subscribe to PREFIX + door?',
        ja: '何も出力されていません。PREFIX + door を購読していますか?',
      },
    },
    {
      sees: ({ lines }) => lines.some((line) => !/^(state|news) (open|shut)$/.test(line)),
      says: {
        en: 'A line is not of the form "state open" or "news open".',
        ja: '"state open" や "news open" の形になっていない行があります。',
      },
    },
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('SUBSCRIBE')].some(({ fields }) =>
          fields.subscriptions?.some(({ retainAsPublished }) => retainAsPublished === true),
        ),
      says: {
        en: 'Your subscription says retain as published, so every message has the flag that its publisher gave it: here, all of them.',
        ja: '購読に Retain As Published が付いているので、どのメッセージにも、送った人の retain がそのまま付いてきます。ここでは全部です。',
      },
    },
    {
      sees: ({ lines }) => lines.includes('news open') && !lines.some((line) => line.startsWith('state')),
      says: {
        en: 'The door was open long before your program came, and it was called news. How does the broker mark what it has kept?',
        ja: 'ドアは、プログラムが来るずっと前から開いていたのに、ニュースになっています。ブローカーは、取っておいたものにどんな印を付けますか?',
      },
    },
    {
      sees: ({ broken }) => broken.length === 1 && broken.includes('door.nothing-known'),
      says: {
        en: 'At the second start nothing was retained, so the first message was news. It does not have to be the first message, nor a quick one, that is kept.',
        ja: '2 回目の起動では何も残っていないので、最初のメッセージがニュースでした。最初に、または、すぐに届いたからといって、残っていたものとは限りません。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('door.stood-open'),
      says: {
        en: 'Open was the state, shut was news. Look at the retain flag of both in the packets that come to you.',
        ja: 'open は状態、shut はニュースです。届いた 2 つのパケットの retain を見てください。',
      },
    },
  ],

  async judge(lab, you) {
    const door = lab.topic('door');
    const sensor = await lab.connect('sensor');
    const say = (payload: string) => sensor.publishAsync(door, payload, { qos: 1, retain: true });
    const written = { en: 'a line for each message', ja: 'メッセージごとの 1 行' };
    await lab.step(
      { en: 'The door has been open for a while', ja: 'ドアは、しばらく前から開いています' },
      async () => {
        await say('open');
        const program = await you.starts();
        await lab.claim('door.stood-open', ['state open', 'news shut'], async () => {
          await program.writes((lines) => lines.length >= 1, written);
          await say('shut');
          return program.writes((lines) => lines.length >= 2, written);
        });
        await program.stop();
      },
    );
    await lab.step(
      { en: 'Nothing is retained; then the door is opened', ja: '何も残っていません。そのあと開きます' },
      async () => {
        await say('');
        const program = await you.starts();
        const subscribed = lab.trace.to('you').of('SUBACK');
        if (subscribed.count < 2) await program.until(subscribed.next({ after: subscribed.last() }));
        await say('open');
        await lab.claim('door.nothing-known', ['news open'], () =>
          program.writes((lines) => lines.length >= 1, written),
        );
      },
    );
  },
});
