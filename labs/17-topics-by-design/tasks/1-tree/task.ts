import { defineTask } from '../../../../harness/task/index.ts';
import type { Seen } from '../../../../harness/task/task.ts';

/** The topics that your program used, without the prefix. */
const topicsOf = ({ trace, prefix }: Seen): string[] =>
  Array.from(trace.from('you').of('PUBLISH'), ({ fields }) => (fields.topic ?? '').replace(prefix, ''));

const hasSeen = ({ trace }: Seen): boolean => trace.from('you').of('PUBLISH').count > 0;

export default defineTask({
  title: { en: 'A tree for three dashboards', ja: '3 つのダッシュボードのためのツリー' },
  asks: {
    en: 'Your program publishes five readings, each value as a message of its own, at QoS 1, and ends. Three dashboards are there already, and their filters are fixed (PREFIX comes before each): hq/2/+/temperature shows the temperatures of floor 2, hq/+/lab/# all that is measured in laboratories, hq/+/+/door all doors. Choose the topics so that each dashboard gets what it should, and nothing else.',
    ja: 'あなたのプログラムは、5 つの測定値を、値ごとに 1 つのメッセージで、QoS 1 で送って終わります。ダッシュボードはもう 3 つあって、フィルターは変えられません(どれも前に PREFIX が付きます)。hq/2/+/temperature は 2 階の温度、hq/+/lab/# は実験室(lab)の測定値すべて、hq/+/+/door はすべてのドアです。どのダッシュボードにも、要るものだけが届くように、トピックを決めてください。',
  },
  minutes: 10,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'What does each level of the three filters stand for? Write down the order in which floor, room and kind must come.',
      ja: '3 つのフィルターで、それぞれの階層は何を表していますか? 階、部屋、種類がどの順に並ぶか、書き出してみましょう。',
    },
    {
      en: 'Can a filter see what is inside a payload? What is there before the first slash of a topic that begins with one?',
      ja: 'フィルターは、中身を見ることができますか? / で始まるトピックでは、最初の / の前に何がありますか?',
    },
  ],
  claims: {
    'tree.temperatures': {
      says: {
        en: 'hq/2/+/temperature gets the two temperatures of floor 2',
        ja: 'hq/2/+/temperature には、2 階の温度が 2 つ届く',
      },
      needs: ['wildcard'],
    },
    'tree.laboratories': {
      says: {
        en: 'hq/+/lab/# gets the three values from laboratories',
        ja: 'hq/+/lab/# には、実験室の値が 3 つ届く',
      },
      needs: ['wildcard'],
    },
    'tree.doors': {
      says: { en: 'hq/+/+/door gets both doors', ja: 'hq/+/+/door には、ドアが 2 つとも届く' },
      needs: ['wildcard'],
    },
  },
  notices: [
    {
      sees: (seen) => hasSeen(seen) && topicsOf(seen).some((topic) => topic.startsWith('/')),
      says: {
        en: 'There is an empty level in your topics: PREFIX ends with a slash, and yours begins with another one. To a filter, an empty level is a level.',
        ja: 'トピックに空の階層があります。PREFIX は / で終わっていて、そのあとにもう 1 つ / が来ています。フィルターにとっては、空の階層も 1 つの階層です。',
      },
    },
    {
      sees: (seen) =>
        [...seen.trace.from('you').of('PUBLISH')].some(({ fields }) =>
          Buffer.from(fields.payload ?? [])
            .toString()
            .startsWith('{'),
        ),
      says: {
        en: 'A payload is JSON, with what a dashboard asks for inside. Filters see topics only: what somebody asks for must be a level.',
        ja: '中身が JSON で、ダッシュボードの知りたいことがその中にあります。フィルターに見えるのはトピックだけです。誰かが選びたいものは、階層にしなければなりません。',
      },
    },
    {
      sees: (seen) => hasSeen(seen) && topicsOf(seen).some((topic) => topic.split('/').length !== 4),
      says: {
        en: 'Not every topic has four levels. A + stands for exactly one level, so each branch of the tree needs as many as the others.',
        ja: '4 階層ではないトピックがあります。+ はちょうど 1 つの階層を表すので、どの枝も同じ深さにします。',
      },
    },
    {
      sees: (seen) => hasSeen(seen) && topicsOf(seen).some((topic) => !/^hq\/\d\//.test(topic)),
      says: {
        en: 'The levels are in another order than in the filters: the second one is the floor, a number.',
        ja: '階層の順番がフィルターと違います。2 つ目は階(数字)です。',
      },
    },
    {
      sees: hasSeen,
      says: {
        en: 'A dashboard got too little or too much. Put its filter and your topics below each other, and compare level by level.',
        ja: '足りないものか、余計なものが届いたダッシュボードがあります。フィルターとトピックを上下に並べて、階層ごとに比べてください。',
      },
    },
  ],

  async judge(lab, you) {
    const wants = {
      temperatures: ['hq/2/+/temperature', 'hq/2/any/temperature'],
      laboratories: ['hq/+/lab/#', 'hq/9/lab/any'],
      doors: ['hq/+/+/door', 'hq/9/any/door'],
    } as const;
    const open = async (name: keyof typeof wants) => {
      const client = await lab.connect(name);
      await client.subscribeAsync(lab.topic(wants[name][0]), { qos: 1 });
      return client;
    };
    const dashboards = {
      temperatures: await open('temperatures'),
      laboratories: await open('laboratories'),
      doors: await open('doors'),
    };
    await lab.step({ en: 'Your program publishes its readings', ja: '測定値を送ります' }, async () => {
      const program = await you.starts();
      await program.ends();
      const teller = await lab.connect('teller');
      const came = async (name: keyof typeof wants) => {
        const topic = lab.topic(wants[name][1]);
        const messages = await lab.fence(lab.inbox(dashboards[name]), teller, topic, 1);
        return messages.map(({ payload }) => payload).toSorted();
      };
      await lab.claim('tree.temperatures', ['21.0', '23.5'], () => came('temperatures'));
      await lab.claim('tree.laboratories', ['19.5', '23.5', 'shut'], () => came('laboratories'));
      await lab.claim('tree.doors', ['open', 'shut'], () => came('doors'));
    });
  },
});
