import { defineTask } from '../../../../harness/task/index.ts';
import type { Seen } from '../../../../harness/task/task.ts';

const rooms = ['room-11', 'room-12', 'room-13'];
const rounds = 4;
const topicOf = (room: string): string => `headquarters/building-7/floor-3/${room}/temperature`;

const published = ({ trace }: Seen) => trace.from('you').of('PUBLISH').toArray();

export default defineTask({
  title: { en: 'Say a long topic once', ja: '長いトピックは 1 回だけ' },
  asks: {
    en: 'Your program reports the temperature of three rooms, four times each, on long topics; then it ends. Each byte costs money on its radio link. Let each topic name cross the wire once only; whoever subscribes must notice nothing of it. How many topics a broker remembers for you, it says in CONNACK (Topic Alias Maximum); three are no problem here.',
    ja: 'あなたのプログラムは、3 つの部屋の温度を 4 回ずつ、長いトピックに送って終わります。無線の回線では、1 バイトごとにお金がかかります。どのトピック名も、1 回しか流れないようにしてください。購読する側からは、何も変わって見えてはいけません。ブローカーがいくつ覚えてくれるかは CONNACK にあります(Topic Alias Maximum)。ここでは 3 つなら大丈夫です。',
  },
  minutes: 10,
  hints: [
    {
      en: 'With --all, the output has the size of each packet. Which part of your PUBLISH is the largest? What could stand for a topic that the broker has already heard?',
      ja: '--all を付けると、出力にパケットの大きさも出ます。PUBLISH の大部分は何ですか? ブローカーがもう知っているトピックの代わりに、何を送れますか?',
    },
    {
      en: 'A topic alias counts for one direction of one connection. Which option of connect in MQTT.js is about what you send, and which about what you receive? Must you count the numbers yourself?',
      ja: 'トピックエイリアスは、1 つの接続の片方向だけのものです。MQTT.js の connect のオプションのうち、送るほうのものはどれで、受け取るほうのものはどれですか? 番号は自分で数えなければなりませんか?',
    },
  ],
  claims: {
    'alias.once': {
      says: {
        en: 'Each topic name crosses the wire once',
        ja: 'どのトピック名も、1 回しか流れない',
      },
    },
    'alias.unnoticed': {
      says: {
        en: 'A subscriber gets all twelve values, under their topics',
        ja: '購読者には、12 個の値が全部、それぞれのトピックで届く',
      },
    },
  },
  notices: [
    {
      sees: (seen) => seen.trace.to('you').of('CONNACK').count > 0 && published(seen).length === 0,
      says: {
        en: 'Your program has connected, and no PUBLISH has left it. MQTT.js sends none with an alias that cannot work: above the Topic Alias Maximum of CONNACK, or without a topic before its number has been said together with one.',
        ja: '接続しましたが、PUBLISH が 1 つも出ていません。使えないエイリアスの付いたものを、MQTT.js は送りません。CONNACK の Topic Alias Maximum を超える番号や、まだトピックと一緒に送っていない番号です。',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('CONNECT').first()?.fields.protocolVersion === 4,
      says: {
        en: 'CONNECT says MQTT 3.1.1, which has no topic aliases: the option is without effect.',
        ja: 'CONNECT が MQTT 3.1.1 です。トピックエイリアスのないバージョンなので、オプションは効きません。',
      },
    },
    {
      sees: (seen) =>
        seen.broken.includes('alias.once') &&
        seen.trace.from('you').of('CONNECT').first()?.fields.properties?.topicAliasMaximum !== undefined,
      says: {
        en: 'Topic Alias Maximum in your CONNECT says how many aliases the broker may use towards you. Your program is the one that sends.',
        ja: 'CONNECT の Topic Alias Maximum は、ブローカーがあなたに送るときに使ってよい数です。ここで送るのは、あなたのプログラムです。',
      },
    },
    {
      sees: (seen) =>
        seen.broken.includes('alias.once') &&
        published(seen).some(({ fields }) => fields.properties?.topicAlias !== undefined),
      says: {
        en: 'There is an alias, but topic names are repeated. A number stands for one topic at a time: three topics need three of them, and a PUBLISH that uses one has an empty topic.',
        ja: 'エイリアスはありますが、トピック名が繰り返し流れています。1 つの番号が指すのは、一度に 1 つのトピックです。3 つのトピックには番号も 3 つ必要で、番号を使うときの PUBLISH のトピックは空にします。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('alias.once'),
      says: {
        en: 'Every PUBLISH carries its whole topic name. What could the broker remember for the rest of the connection?',
        ja: 'どの PUBLISH にも、トピック名が全部入っています。接続が続くあいだ、ブローカーに覚えておいてもらえるものは?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('alias.unnoticed'),
      says: {
        en: 'A value is missing, or came under another topic. The topics themselves stay as they were in the beginning.',
        ja: '足りない値か、違うトピックに届いた値があります。トピックそのものは、最初のままにしてください。',
      },
    },
  ],

  async judge(lab, you) {
    const control = await lab.connect('control');
    await control.subscribeAsync(
      rooms.map((room) => lab.topic(topicOf(room))),
      { qos: 1 },
    );
    await lab.step({ en: 'Your program reports', ja: '温度を送ります' }, async () => {
      const program = await you.starts();
      await program.ends();
      const spelled = lab.trace
        .from('you')
        .of('PUBLISH')
        .where(({ fields }) => fields.topic !== '', { en: 'with a topic', ja: 'トピックのある' });
      const names = Array.from(spelled, ({ fields }) => fields.topic?.replace(lab.topic(''), ''));
      await lab.claim('alias.once', rooms.map(topicOf), names);
      const each = rooms.map((room) => ({ topic: topicOf(room), values: rounds }));
      await lab.claim('alias.unnoticed', each, async () => {
        const came = await lab.inbox(control).take(rooms.length * rounds);
        return rooms.map((room) => ({
          topic: topicOf(room),
          values: came.filter(({ topic }) => topic === topicOf(room)).length,
        }));
      });
    });
  },
});
