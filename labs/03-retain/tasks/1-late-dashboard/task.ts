import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'The dashboard that opens late', ja: 'あとから開くダッシュボード' },
  asks: {
    en: 'Your program is a thermometer: it measures three times, publishes each value to PREFIX + office/temperature, and ends. A dashboard that opens an hour later should show the last value at once.',
    ja: 'あなたのプログラムは温度計です。3 回測って、それぞれの値を PREFIX + office/temperature に送り、終わります。1 時間あとに開いたダッシュボードにも、最後の値がすぐ出るようにしてください。',
  },
  minutes: 5,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'The dashboard subscribes after your program has gone. Who could still have the value then?',
      ja: 'ダッシュボードが購読するとき、あなたのプログラムはもういません。そのとき値を持っていられるのは誰でしょう?',
    },
    {
      en: 'What must a PUBLISH say for the broker to keep its message? Is it an option of connect, or of publish?',
      ja: 'ブローカーに残してもらうには、PUBLISH に何を付けますか? それは接続のオプション、それとも送信のオプション?',
    },
  ],
  claims: {
    'while.open': {
      says: {
        en: 'A dashboard that is open gets all three values',
        ja: '開いているダッシュボードには、3 つの値が全部届く',
      },
    },
    'opened.late': {
      says: {
        en: 'A dashboard that opens late gets the last value, and only that',
        ja: 'あとから開いたダッシュボードには、最後の値だけが届く',
      },
    },
  },
  notices: [
    {
      sees: ({ trace }) =>
        trace.from('you').of('PUBLISH').count > 0 &&
        trace
          .from('you')
          .of('PUBLISH')
          .toArray()
          .every(({ fields }) => fields.retain !== true),
      says: {
        en: 'Nothing that your program published says retain, so the broker forgot it as soon as it was delivered.',
        ja: '送った PUBLISH のどれにも retain がありません。ブローカーは配り終わったらすぐに忘れます。',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('PUBLISH').last()?.fields.retain !== true,
      says: {
        en: 'The last value was published without retain, so an older one is still kept.',
        ja: '最後の値に retain がないので、古い値が残ったままです。',
      },
    },
    {
      sees: ({ trace }) =>
        new Set(Array.from(trace.from('you').of('PUBLISH'), ({ fields }) => fields.topic)).size > 1,
      says: {
        en: 'Each topic keeps a message of its own. The dashboard only looks at PREFIX + office/temperature.',
        ja: 'メッセージはトピックごとに残ります。ダッシュボードが見ているのは PREFIX + office/temperature だけです。',
      },
    },
  ],

  async judge(lab, you) {
    const temperature = lab.topic('office/temperature');
    await lab.step(
      {
        en: 'A dashboard is open while your program runs',
        ja: 'ダッシュボードを開いたまま、プログラムを動かします',
      },
      async () => {
        const open = await lab.connect('open');
        await open.subscribeAsync(temperature, { qos: 1 });
        const program = await you.starts();
        await lab.claim('while.open', ['20.5', '21.0', '21.5'], async () => {
          const messages = await program.until(lab.inbox(open).take(3));
          return messages.map(({ payload }) => payload);
        });
        await program.ends();
      },
    );
    await lab.step({ en: 'Another one opens afterwards', ja: 'そのあとで、もう 1 つ開きます' }, async () => {
      const late = await lab.connect('late');
      await late.subscribeAsync(temperature, { qos: 1 });
      await lab.claim('opened.late', [{ payload: '21.5', retain: true }], () =>
        lab.retainedFence(lab.inbox(late), late, late),
      );
    });
  },
});
