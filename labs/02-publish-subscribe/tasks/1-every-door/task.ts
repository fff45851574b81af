import { defineTask } from '../../../../harness/task/index.ts';

const said = {
  'floor3/room1/door': 'open',
  'floor3/room1/window': 'shut',
  'floor3/door': 'open',
  'floor4/room1/door': 'open',
  'floor3/room1/cupboard/door': 'open',
  'floor3/kitchen/door': 'shut',
  // Opened yesterday: its sensor is new.
  'floor3/archive/door': 'open',
} as const;
const doors = ['floor3/archive/door open', 'floor3/kitchen/door shut', 'floor3/room1/door open'];

export default defineTask({
  title: { en: 'Every door of floor 3', ja: '3 階のドアを全部' },
  asks: {
    en: 'A guard watches the doors of all rooms of floor 3: room1, room2, kitchen, and whatever is added next year. Sensors publish to PREFIX + floor3/<room>/door. For each message your program writes a line: the topic without PREFIX, a space, and the payload, "floor3/room1/door open". It pays for each message it receives, so it must be sent nothing else: no windows, no cupboards, no other floor.',
    ja: '守衛が、3 階のすべての部屋のドアを見ています。room1、room2、kitchen、そして来年増える部屋も。センサーは PREFIX + floor3/<部屋>/door に送ります。メッセージごとに、PREFIX を除いたトピック、空白、中身を 1 行で出力してください("floor3/room1/door open")。受信 1 通ごとにお金がかかるので、窓も、戸棚も、ほかの階も、届いてはいけません。',
  },
  minutes: 10,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'Which part of the topic differs from room to room, and how many levels is it?',
      ja: 'トピックの中で、部屋ごとに違うのはどこですか? それは何階層ですか?',
    },
    {
      en: 'Lab 02 has two wildcards: which one stands for one level, and may something come after it?',
      ja: 'ラボ 02 には、ワイルドカードが 2 つ出てきました。ちょうど 1 階層を表すのはどちらで、そのあとに続きを書けますか?',
    },
  ],
  claims: {
    'doors.all': {
      says: {
        en: 'It writes what every door of floor 3 says, also a new one',
        ja: '新しい部屋も含めて、3 階のすべてのドアを出力する',
      },
      needs: ['wildcard'],
    },
    'doors.only': {
      says: { en: 'The broker sends it nothing else', ja: 'ほかのものは、ブローカーから届かない' },
      needs: ['wildcard'],
    },
  },
  notices: [
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('SUBSCRIBE')].some(({ fields }) =>
          fields.subscriptions?.some(({ filter }) => filter.endsWith('#')),
        ),
      says: {
        en: 'A filter that ends with # gets everything below, and you pay for it even if your program drops it. Look at what the broker sends.',
        ja: '# で終わるフィルターには、その下のすべてが届きます。プログラムが捨てても、お金はかかります。ブローカーから届いたものを見てください。',
      },
    },
    {
      sees: ({ trace, prefix }) =>
        [...trace.to('you').of('PUBLISH')].some(
          ({ fields }) => fields.topic?.startsWith(prefix) && !fields.topic.startsWith(`${prefix}floor3/`),
        ),
      says: {
        en: 'Your filter also matches another floor.',
        ja: 'フィルターが、ほかの階にも合っています。',
      },
    },
    {
      sees: ({ trace }) =>
        trace.from('you').of('SUBSCRIBE').count > 0 &&
        [...trace.from('you').of('SUBSCRIBE')].every(({ fields }) =>
          fields.subscriptions?.every(({ filter }) => !filter.includes('+')),
        ),
      says: {
        en: 'Your filters name the rooms one by one, so a room that your program does not know is missing.',
        ja: 'フィルターが部屋を 1 つずつ名指ししているので、プログラムの知らない部屋が抜けています。',
      },
    },
    {
      sees: ({ lines, prefix }) => lines.some((line) => prefix !== '' && line.startsWith(prefix)),
      says: {
        en: 'Your lines begin with PREFIX; the guard only wants what comes after it.',
        ja: '行の先頭に PREFIX が付いています。守衛に要るのは、その後ろだけです。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('doors.all') && !broken.includes('doors.only'),
      says: {
        en: 'The right messages reach your program, but its lines are others: "floor3/room1/door open".',
        ja: '正しいメッセージは届いていますが、出力した行が違います。"floor3/room1/door open" の形です。',
      },
    },
  ],

  async judge(lab, you) {
    const building = await lab.connect('building');
    await lab.step({ en: 'A morning in the building', ja: '建物の朝' }, async () => {
      const program = await you.starts();
      await program.until(lab.trace.to('you').of('SUBACK').next());
      for (const [name, state] of Object.entries(said)) {
        await building.publishAsync(lab.topic(name), state, { qos: 1 });
      }
      await lab.claim('doors.all', doors, async () => {
        const lines = await program.writes((all) => all.some((line) => line.includes('archive')), {
          en: 'a line about the archive',
          ja: 'archive の行',
        });
        return [...lines].sort();
      });
      const sent = [...lab.trace.to('you').of('PUBLISH')].map(({ fields }) => fields.topic);
      await lab.claim('doors.only', [...doors].map(topicIn), sent.map((topic) => short(lab, topic)).sort());
    });
  },
});

const topicIn = (line: string) => line.replace(/ .*$/, '');
const short = (lab: { topic(name: string): string }, topic = '') => topic.replace(lab.topic(''), '');
