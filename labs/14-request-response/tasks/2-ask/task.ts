import type { Text } from '../../../../harness/base/text.ts';
import { tooBusy } from '../../../../harness/lab/silence/too-busy.ts';
import { defineTask } from '../../../../harness/task/index.ts';

/** How long the answer may be on its way, in ms: less than the three seconds that a program waits. */
const ANSWERS_WITHIN_MS = 2_000;

export default defineTask({
  title: { en: 'Ask, and do not wait for ever', ja: '尋ねて、待ちすぎない' },
  asks: {
    en: 'Your program asks "how warm?" on PREFIX + kitchen/ask (MQTT 5), writes the answer as a line, and ends. It waits for the answer on PREFIX + answers/ + CLIENT_ID. If none has come within three seconds, it writes "no answer" and ends. CLIENT_ID is the same at each start, so an answer to an earlier start may come late: it is not yours.',
    ja: 'あなたのプログラムは、PREFIX + kitchen/ask に "how warm?" と尋ね(MQTT 5)、答えを 1 行で出力して終わります。答えは PREFIX + answers/ + CLIENT_ID で待ちます。3 秒たっても来なければ "no answer" と出力して終わります。CLIENT_ID は起動するたびに同じなので、前の起動への答えが遅れて届くことがあります。それは今の答えではありません。',
  },
  minutes: 15,
  builds: true,
  hints: [
    {
      en: 'How does the thermometer learn where to answer? And how do you know that an answer belongs to the question of this start?',
      ja: '温度計は、答えの送り先をどうやって知りますか? 届いた答えが、今回の質問への答えだと、どうすれば分かりますか?',
    },
    {
      en: 'What could you put into Correlation Data that no earlier start has used? Who tells you that nobody will answer, if not a clock of your own?',
      ja: 'Correlation Data に何を入れれば、前の起動と重なりませんか? 誰も答えないことは、自分の時計のほかに、誰が教えてくれますか?',
    },
  ],
  claims: {
    'asker.answered': {
      says: {
        en: 'It writes the answer to its question, and nothing that others say on that topic',
        ja: '自分の質問への答えだけを出力する。同じトピックに届いたほかのものは出力しない',
      },
    },
    'asker.no-answer': {
      says: {
        en: 'Nobody answers but a latecomer from yesterday: "no answer", and it ends',
        ja: '届いたのが昨日の質問への答えだけなら、"no answer" と出力して終わる',
      },
    },
  },
  notices: [
    {
      sees: ({ trace }) => trace.from('you').of('PUBLISH').count === 0,
      says: {
        en: 'Your program has asked nothing: there is no PUBLISH to PREFIX + kitchen/ask.',
        ja: '何も尋ねていません。PREFIX + kitchen/ask への PUBLISH がありません。',
      },
    },
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('CONNECT')].some(({ fields }) => fields.protocolVersion !== 5),
      says: {
        en: 'Your program speaks MQTT 3.1.1, which has no properties, so its question cannot say where to answer.',
        ja: 'プログラムが MQTT 3.1.1 で接続しています。3.1.1 にプロパティーはないので、質問に答えの送り先を書けません。',
      },
    },
    {
      sees: ({ trace }) =>
        trace.from('you').of('PUBLISH').first()?.fields.properties?.responseTopic === undefined,
      says: {
        en: 'The question does not say where its answer should go: a Response Topic is missing in its properties.',
        ja: '質問に、答えの送り先がありません。プロパティーの Response Topic が必要です。',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('SUBSCRIBE', 'PUBLISH').first()?.type === 'PUBLISH',
      says: {
        en: 'Your program asks before it listens: a quick answer comes to nobody. Is the subscription confirmed before it publishes?',
        ja: '聞く前に尋ねています。すぐ返ってきた答えは、誰にも届きません。購読が確認されてから送っていますか?',
      },
    },
    {
      sees: ({ trace }) =>
        trace.from('you').of('PUBLISH').first()?.fields.properties?.correlationData === undefined,
      says: {
        en: 'The question has no Correlation Data, so your program takes whatever comes on the topic for its answer.',
        ja: '質問に Correlation Data がないので、そのトピックに届いたものを何でも自分の答えだと思っています。',
      },
    },
    {
      sees: ({ broken, lines }) => broken.includes('asker.answered') && lines[0] === '18',
      says: {
        en: 'Your program wrote an answer with another Correlation Data than its question had. Does it compare the two?',
        ja: '質問とは違う Correlation Data の付いた答えを出力しています。2 つを比べていますか?',
      },
    },
    {
      sees: ({ broken, lines }) =>
        broken.includes('asker.answered') && lines[0] === '21' && lines[1] === 'no answer',
      says: {
        en: 'Your program wrote the answer, and three seconds later "no answer" too. Its clock still runs after the answer has come.',
        ja: '答えを出力したあと、3 秒たって "no answer" も出力しています。答えが届いても、タイマーが動いたままです。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('asker.answered'),
      says: {
        en: 'The right answer came, and your program has not written just that. Buffers are compared with equals(), not with ===.',
        ja: '正しい答えは届きましたが、それだけを出力できていません。Buffer を比べるのは === ではなく equals() です。',
      },
    },
    {
      sees: ({ lines }) => lines.includes('19'),
      says: {
        en: 'At its second start your program took the late answer to its first start for its own: both questions have the same Correlation Data. What could make each start’s its own?',
        ja: '2 回目の起動で、1 回目への遅れた答えを自分のものだと思っています。Correlation Data が 2 回とも同じです。起動ごとに違うものにするには?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('asker.no-answer'),
      says: {
        en: 'Nobody answered, and your program still waits, or has ended without "no answer". PUBACK only says that the broker took the question.',
        ja: '誰も答えないのに、まだ待っているか、"no answer" と出力せずに終わりました。PUBACK は、ブローカーが質問を引き受けたことしか伝えません。',
      },
    },
  ],

  async judge(lab, you) {
    const thermometer = await lab.connect('thermometer');
    const questions = lab.trace.from('you').on(lab.topic('kitchen/ask'));
    const answer = (payload: string, responseTopic: unknown, correlationData: unknown) =>
      thermometer.publishAsync(String(responseTopic), payload, {
        qos: 1,
        ...(correlationData instanceof Uint8Array && {
          properties: { correlationData: Buffer.from(correlationData) },
        }),
      });
    const allOf = async (program: Awaited<ReturnType<typeof you.starts>>) => {
      await program.writes((lines) => lines.length > 0, { en: 'a line', ja: '1 行' });
      await program.ends();
      return program.lines;
    };
    const asked = await lab.step(
      {
        en: 'The thermometer answers, after somebody else',
        ja: 'ほかの答えのあとに、温度計が答えます',
      },
      async () => {
        const program = await you.starts();
        const { at, fields } = await program.until(questions.next());
        const { responseTopic, correlationData } = fields.properties ?? {};
        const expected = ['21'];
        if (responseTopic === undefined) {
          await lab.claim('asker.answered', expected, 'a question without a Response Topic');
          return undefined;
        }
        await answer('18', responseTopic, Buffer.from('somebody else’s'));
        await answer('21', responseTopic, correlationData);
        await lab.claim('asker.answered', expected, async () => {
          const lines = await allOf(program);
          const { trace } = lab;
          const answers = [...trace.from('thermometer').of('PUBLISH'), ...trace.to('you').of('PUBLISH')];
          // A program that waits for three seconds is right to give up then.
          if (answers.some((answer) => answer.at - at > ANSWERS_WITHIN_MS)) throw tooBusy(answeredLate);
          return lines;
        });
        return correlationData;
      },
    );
    if (asked === undefined) return;
    await lab.step(
      {
        en: 'The next day: a late answer to the first question, and no other',
        ja: '次の日: 届くのは、前の質問への遅れた答えだけです',
      },
      async () => {
        const last = questions.last();
        const program = await you.starts();
        const { fields } = await program.until(questions.next({ after: last }));
        await answer('19', fields.properties?.responseTopic, asked);
        await lab.claim('asker.no-answer', ['no answer'], () => allOf(program));
      },
    );
  },
});

const answeredLate: Text = {
  en: 'this machine was too busy: the answer took too long to come to your program',
  ja: 'この計算機が忙しすぎて、答えがプログラムに届くまでに時間がかかりすぎました',
};
