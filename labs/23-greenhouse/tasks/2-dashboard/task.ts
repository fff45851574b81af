import { defineTask } from '../../../../harness/task/index.ts';
import type { Seen } from '../../../../harness/task/task.ts';

/** The last line about a sensor, without its name. */
const shown = (lines: readonly string[], sensor: string): string | undefined =>
  lines.findLast((line) => line.startsWith(`${sensor} `))?.slice(sensor.length + 1);

const asksFor = ({ trace, prefix }: Seen, topic: string): boolean =>
  [...trace.from('you').of('SUBSCRIBE')].some(({ fields }) =>
    fields.subscriptions?.some(({ filter }) =>
      [topic, topic.replace(/[^/]+$/, '+'), 'greenhouse/#', '#'].some((one) => filter === prefix + one),
    ),
  );

export default defineTask({
  title: { en: 'A dashboard that does not lie', ja: '嘘をつかないダッシュボード' },
  asks: {
    en: 'Your program shows what each sensor of the greenhouse says. A sensor sends its temperature to PREFIX + greenhouse/ + sensor + /temperature ("21.5"), and its status to …/status: "online", or "offline" as its last will. All of it is retained. Whenever what is to be seen changes, write a line: "north 21.5", or "north offline" for as long as the sensor is offline, whatever temperatures still come, because nobody knows how warm it is there now. Your program may be started at any time.',
    ja: 'あなたのプログラムは、温室のセンサーを表示します。センサーは、温度を PREFIX + greenhouse/ + センサー名 + /temperature に("21.5")、状態を …/status に("online"、または遺言の "offline")、どれも retain で送ります。表示が変わるたびに 1 行出力してください: "north 21.5"。センサーが offline のあいだは、まだ温度が届いても "north offline" です。今の温度は、誰にも分からないからです。プログラムは、いつ起動されるか分かりません。',
  },
  minutes: 20,
  builds: true,
  hints: [
    {
      en: 'How many topics say something about one sensor? In which order do their last values come when your program starts?',
      ja: '1 つのセンサーについて、いくつのトピックが何かを伝えますか? 起動したとき、最後の値はどの順番で届きますか?',
    },
    {
      en: 'If you may not trust the order, what must you remember of each sensor before you write a line? And what does a retained message tell you that a new one does not?',
      ja: '順番をあてにできないなら、行を出力する前に、センサーごとに何を覚えておきますか? retain で届いたメッセージを捨てたら、何が分からなくなりますか?',
    },
  ],
  claims: {
    'dashboard.late': {
      says: {
        en: 'Started late, it shows what is known: one temperature, and one sensor offline',
        ja: 'あとから起動しても、分かっていることを表示する: 1 つは温度、1 つは offline',
      },
      needs: ['retain'],
    },
    'dashboard.dies': {
      says: { en: 'A sensor dies: it shows "offline"', ja: 'センサーが止まると、offline と表示する' },
    },
    'dashboard.straggler': {
      says: {
        en: 'A temperature that comes late from a dead sensor is not shown',
        ja: '止まったセンサーから遅れて届いた温度は、表示しない',
      },
    },
    'dashboard.back': {
      says: {
        en: 'The sensor is back: it shows its temperature',
        ja: 'センサーが戻ると、温度を表示する',
      },
    },
  },
  notices: [
    {
      sees: (seen) => !asksFor(seen, 'greenhouse/north/status') && !asksFor(seen, 'greenhouse/+/status'),
      says: {
        en: 'Your program does not ask for …/status, so it cannot know at once that a sensor has died. A clock of its own cannot tell a dead sensor from one that has nothing new to say.',
        ja: '…/status を購読していないので、センサーが止まったことをすぐには知れません。自分の時計では、止まったセンサーと、変化がないだけのセンサーを区別できません。',
      },
    },
    {
      sees: ({ lines }) => lines.length === 0,
      says: {
        en: 'Your program has written nothing.',
        ja: '何も出力されていません。',
      },
    },
    {
      sees: ({ broken, lines }) => broken.includes('dashboard.late') && !lines.includes('north 20.5'),
      says: {
        en: 'What was there before your program started is not shown. Those messages come with the retain flag, right after the subscription. Does your program pass them over?',
        ja: '起動する前からあったものが表示されていません。それは購読の直後に、retain フラグ付きで届きます。捨てていませんか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('dashboard.straggler') || broken.includes('dashboard.late'),
      says: {
        en: 'A sensor that is offline is shown with an old temperature. The last message is not always the last word: what do you have to remember of each sensor?',
        ja: 'offline のセンサーに、古い温度が表示されています。最後に届いたものが最新の状態とは限りません。センサーごとに、何を覚えておけばよいでしょう?',
      },
    },
    {
      sees: ({ broken }) => broken.length > 0,
      says: {
        en: 'A line is missing, or is another than "sensor temperature" or "sensor offline". Look at the last line about each sensor.',
        ja: '足りない行か、「センサー名 温度」「センサー名 offline」ではない行があります。センサーごとに、最後の行を見てください。',
      },
    },
  ],

  async judge(lab, you) {
    const topic = (name: string) => lab.topic(`greenhouse/${name}`);
    const sensor = (name: string) =>
      lab.connect(
        name,
        { will: { topic: topic(`${name}/status`), payload: Buffer.from('offline'), qos: 1, retain: true } },
        { mayClose: true },
      );
    const kept = { qos: 1, retain: true } as const;
    const gateway = await lab.connect('gateway');
    const north = await sensor('north');
    const status = (value: string) => north.publishAsync(topic('north/status'), value, kept);

    const program = await lab.step(
      {
        en: 'One sensor is online, one has died; your program starts',
        ja: '1 つは online、1 つは止まったあと。プログラムを起動します',
      },
      async () => {
        await status('online');
        await north.publishAsync(topic('north/temperature'), '20.5', kept);
        await gateway.publishAsync(topic('south/temperature'), '19', kept);
        await gateway.publishAsync(topic('south/status'), 'offline', kept);
        const started = await you.starts();
        await lab.claim('dashboard.late', { north: '20.5', south: 'offline' }, async () => {
          const lines = await started.writes(
            (all) => shown(all, 'north') !== undefined && shown(all, 'south') !== undefined,
            { en: 'a line about each sensor', ja: 'センサーごとの行' },
          );
          return { north: shown(lines, 'north'), south: shown(lines, 'south') };
        });
        return started;
      },
    );
    const shows = (name: string, value: string) =>
      program.writes((lines) => shown(lines, name) === value, {
        en: `"${name} ${value}"`,
        ja: `「${name} ${value}」`,
      });
    await lab.step(
      { en: 'The sensor dies; a late temperature of it comes', ja: 'センサーが止まり、遅れて温度が届きます' },
      async () => {
        lab.network.cutNow('north');
        await lab.claim('dashboard.dies', 'offline', async () =>
          shown(await shows('north', 'offline'), 'north'),
        );
        await gateway.publishAsync(topic('north/temperature'), '20.4', kept);
        // When it has written this one, it has got the one before.
        await gateway.publishAsync(topic('south/status'), 'online', kept);
        await gateway.publishAsync(topic('south/temperature'), '18.5', kept);
        await lab.claim('dashboard.straggler', 'offline', async () =>
          shown(await shows('south', '18.5'), 'north'),
        );
      },
    );
    await lab.step({ en: 'It is back', ja: 'センサーが戻ります' }, async () => {
      const again = await sensor('north');
      await again.publishAsync(topic('north/status'), 'online', kept);
      await again.publishAsync(topic('north/temperature'), '21', kept);
      await lab.claim('dashboard.back', '21', async () => shown(await shows('north', '21'), 'north'));
    });
  },
});
