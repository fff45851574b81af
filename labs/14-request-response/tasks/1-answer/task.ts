import { defineTask, type PacketEntry, type Seen } from '../../../../harness/task/index.ts';

const idOf = ({ fields: { properties } }: PacketEntry): string =>
  Buffer.from((properties?.correlationData as Uint8Array | undefined) ?? []).toString('hex') || 'none';

const answersOf = (trace: Seen['trace']): PacketEntry[] => [...trace.from('you').of('PUBLISH')];
const isUnmarked = (answer: PacketEntry): boolean => idOf(answer) === 'none';
/** U+FFFD in UTF-8: what is left of a byte that was read as text. */
const isMangled = (answer: PacketEntry): boolean => idOf(answer).includes('efbfbd');

export default defineTask({
  title: { en: 'Answer where you are asked to', ja: '頼まれたところに答える' },
  asks: {
    en: 'Your program is the kitchen’s thermometer. Questions come to PREFIX + kitchen/ask, under MQTT 5. Each says in its properties where its answer should go (Response Topic), and carries a mark of the one who asks (Correlation Data). Answer each question with "21", there, with the same mark. A question that does not say where is left alone.',
    ja: 'あなたのプログラムは台所の温度計です。PREFIX + kitchen/ask に、MQTT 5 で質問が届きます。質問のプロパティーには、答えの送り先(Response Topic)と、尋ねた側の目印(Correlation Data)があります。それぞれの送り先に、同じ目印を付けて "21" と答えてください。送り先のない質問には答えません。',
  },
  minutes: 10,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'Look at the PUBLISH of a question in the output. What does it carry besides topic and payload, and where does MQTT.js hand it to you?',
      ja: '出力で、質問の PUBLISH を見てください。トピックと中身のほかに何が付いていますか? MQTT.js では、それをどこで受け取れますか?',
    },
    {
      en: 'The third argument of client.on("message") is the packet, with its packet.properties. Which of them is the topic of your answer, and which one goes on your answer, byte for byte? What is packet.properties in a question without any?',
      ja: 'client.on("message") の 3 つ目の引数がパケットで、packet.properties にプロパティーがあります。答えのトピックになるのはどれで、そのまま答えに付けるのはどれですか? プロパティーのない質問では、packet.properties はどうなりますか?',
    },
  ],
  claims: {
    'answers.where-asked': {
      says: {
        en: 'Each answer comes to the topic that its question names',
        ja: '答えは、質問に書かれたトピックに届く',
      },
    },
    'answers.marked': {
      says: {
        en: 'Each answer carries the mark of its question',
        ja: 'どの答えにも、その質問の目印が付いている',
      },
    },
    'answers.only': {
      says: {
        en: 'A question without a Response Topic is left alone',
        ja: '送り先のない質問には答えない',
      },
    },
  },
  notices: [
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('CONNECT')].some(({ fields }) => fields.protocolVersion !== 5),
      says: {
        en: 'Your program speaks MQTT 3.1.1, which has no properties: the broker takes them off before the question reaches you.',
        ja: 'プログラムが MQTT 3.1.1 で接続しています。3.1.1 にプロパティーはないので、質問が届く前にブローカーが外します。',
      },
    },
    {
      sees: ({ trace, prefix }) => trace.to('you').on(`${prefix}kitchen/ask`).count === 0,
      says: {
        en: 'No question has reached your program. Does it subscribe to PREFIX + kitchen/ask?',
        ja: '質問がプログラムに届いていません。PREFIX + kitchen/ask を購読していますか?',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('PUBLISH').count === 0,
      says: {
        en: 'The questions have reached your program, and it has published no answer.',
        ja: '質問は届きましたが、答えを 1 つも送っていません。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('answers.where-asked'),
      says: {
        en: 'An answer did not come where it was awaited. Compare the topics of your PUBLISH with the Response Topic of each question: the two who ask wait on different topics.',
        ja: '待っているところに、答えが届いていません。送った PUBLISH のトピックと、質問の Response Topic を比べてください。尋ねた 2 人は、別々のトピックで待っています。',
      },
    },
    {
      sees: ({ broken, trace }) => broken.includes('answers.marked') && answersOf(trace).every(isUnmarked),
      says: {
        en: 'The answers arrive, but without the mark of their question. Anna has asked twice: how should she know which is which? MQTT.js takes the properties of a message as properties in the options of publish.',
        ja: '答えは届きましたが、質問の目印がありません。Anna は 2 回尋ねました。どれがどの答えか、どうすれば分かるでしょう? MQTT.js では、publish のオプションの properties に書いたものがプロパティーになります。',
      },
    },
    {
      sees: ({ broken, trace }) => broken.includes('answers.marked') && answersOf(trace).some(isMangled),
      says: {
        en: 'A mark was made text on its way, and is broken: the bytes efbfbd stand for a byte that is no text. Correlation Data is bytes; hand on the Buffer as it came.',
        ja: '目印が途中で文字列に変換されて、壊れています(efbfbd は、文字として読めなかったバイトの跡です)。Correlation Data はバイト列です。届いた Buffer をそのまま渡します。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('answers.marked'),
      says: {
        en: 'The answers arrive, but not each with the mark of its question. Anna has asked twice: how should she know which is which?',
        ja: '答えは届きましたが、質問とは違う目印の付いたものがあります。Anna は 2 回尋ねました。どれがどの答えか、どうすれば分かるでしょう?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('answers.only'),
      says: {
        en: 'One of your answers is to "anybody there?", which names no topic for it. Nobody waits for it there.',
        ja: '"anybody there?" にも答えています。この質問に送り先はないので、送った先では誰も待っていません。',
      },
    },
  ],

  async judge(lab, you) {
    const ask = lab.topic('kitchen/ask');
    const [anna, ben] = [await lab.connect('anna'), await lab.connect('ben')];
    const toAnna = lab.topic('anna/answers');
    const toBen = lab.topic('ben/inbox');
    await anna.subscribeAsync(toAnna, { qos: 1 });
    await ben.subscribeAsync(toBen, { qos: 1 });
    const question = (mark: number, responseTopic: string) => ({
      qos: 1 as const,
      // Correlation Data is bytes: these are no text.
      properties: { responseTopic, correlationData: Buffer.from([mark]) },
    });
    await lab.step({ en: 'Anna asks twice, Ben once', ja: 'Anna が 2 回、Ben が 1 回尋ねます' }, async () => {
      const program = await you.starts();
      await program.until(lab.trace.to('you').of('SUBACK').next());
      await ben.publishAsync(ask, 'anybody there?', { qos: 1 });
      await anna.publishAsync(ask, 'how warm?', question(0xa1, toAnna));
      await anna.publishAsync(ask, 'and now?', question(0xa2, toAnna));
      await ben.publishAsync(ask, 'how warm?', question(0xb1, toBen));
      await lab.claim('answers.where-asked', { anna: ['21', '21'], ben: ['21'] }, async () => {
        const came = { anna: lab.inbox(anna).take(2), ben: lab.inbox(ben).take(1) };
        const [annas, bens] = await program.until(Promise.all([came.anna, came.ben]));
        return { anna: annas.map(({ payload }) => payload), ben: bens.map(({ payload }) => payload) };
      });
      const marks = (name: string, topic: string) =>
        Array.from(lab.trace.to(name).on(topic), idOf).toSorted();
      const seen = { anna: marks('anna', toAnna), ben: marks('ben', toBen) };
      await lab.claim('answers.marked', { anna: ['a1', 'a2'], ben: ['b1'] }, seen);
      // The question without a topic came first, so an answer to it came first too.
      await lab.claim('answers.only', 3, answersOf(lab.trace).length);
    });
  },
});
