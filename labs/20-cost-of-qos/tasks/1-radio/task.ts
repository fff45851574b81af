import { between, defineTask } from '../../../../harness/task/index.ts';
import type { Seen } from '../../../../harness/task/task.ts';

const BUDGET = 50;
const READINGS = 30;

const qosOn = ({ trace, prefix }: Seen, topic: string) =>
  trace
    .from('you')
    .on(prefix + topic)
    .first()?.fields.qos;
const sends = (seen: Seen, topic: string) => qosOn(seen, topic) !== undefined;

export default defineTask({
  title: { en: 'A budget for the radio', ja: '無線の予算' },
  asks: {
    en: `Your program reports from a greenhouse over a radio link: ${READINGS} temperatures, in the middle of them an alarm and one dose of fertiliser. Each packet costs money: for these messages and their acknowledgements, both ways, there may be ${BUDGET} in all. A lost temperature does not matter, the next one comes in a minute. The alarm must arrive, twice does no harm. The dose must be given once: none, or two, kills the plants. The link is bad, and packets will be lost.`,
    ja: `あなたのプログラムは、温室から無線で報告します。温度を ${READINGS} 回、その途中で警報を 1 つ、肥料の指示を 1 回分。1 パケットごとにお金がかかり、これらのメッセージとその応答に使えるのは、往復合わせて ${BUDGET} 個までです。温度は、1 つ消えても次が 1 分後に来るので困りません。警報は必ず届かなければなりませんが、2 回届いても害はありません。肥料は、きっかり 1 回です。0 回でも 2 回でも、植物は枯れます。回線は悪く、パケットは消えます。`,
  },
  minutes: 10,
  isFastTrack: true,
  hints: [
    {
      en: 'What does a loss cost for each of the three kinds of message? And what does a second copy cost?',
      ja: '3 種類のメッセージのそれぞれで、消えたら何が困りますか? 2 回届いたら、何が困りますか?',
    },
    {
      en: 'How many packets does a message take at each QoS? How many are left for the alarm and the dose when the temperatures have had theirs?',
      ja: '1 通に、パケットは QoS ごとにいくつ要りますか? 温度の分を引くと、警報と肥料にはいくつ残りますか?',
    },
  ],
  claims: {
    'radio.readings': {
      says: {
        en: 'The temperatures arrive, but for a few',
        ja: '温度は、いくつかを除いて届く',
      },
    },
    'radio.alarm': {
      says: {
        en: 'The alarm arrives, although its first packet is lost',
        ja: '最初のパケットが消えても、警報は届く',
      },
    },
    'radio.dose': {
      says: {
        en: 'The dose is given once, although packets are lost, and so is an answer',
        ja: 'パケットと応答が消えても、肥料はきっかり 1 回',
      },
    },
    'radio.budget': {
      says: {
        en: `All this takes no more than ${BUDGET} packets`,
        ja: `全部で ${BUDGET} パケット以内`,
      },
    },
  },
  notices: [
    {
      sees: (seen) => qosOn(seen, 'alarm') === 0,
      says: {
        en: 'The alarm got lost on its way, and nobody sent it again: at QoS 0 there is no answer to miss.',
        ja: '警報が途中で消え、誰も送り直していません。QoS 0 には応答がないので、消えたことに気づけません。',
      },
    },
    {
      sees: (seen) => qosOn(seen, 'doser') === 0,
      says: {
        en: 'The dose got lost on its way, and nobody sent it again.',
        ja: '肥料の指示が途中で消え、誰も送り直していません。',
      },
    },
    {
      sees: (seen) => ['temperature', 'alarm', 'doser'].some((topic) => !sends(seen, topic)),
      says: {
        en: 'A message is missing: the temperatures, the alarm or the dose was not sent at all.',
        ja: '温度、警報、肥料のうち、送られていないものがあります。',
      },
    },
    {
      sees: (seen) => qosOn(seen, 'doser') === 1,
      says: {
        en: 'The dose was given twice: its PUBACK was lost, so it was sent again, and the broker took it for a new one.',
        ja: '肥料が 2 回分になりました。PUBACK が消えたので送り直され、ブローカーには新しいものに見えたからです。',
      },
    },
    {
      sees: (seen) => (qosOn(seen, 'temperature') ?? 0) > 0,
      says: {
        en: 'The temperatures take more packets than there are. Which of them is worth an answer?',
        ja: '温度だけで、使えるパケットを超えています。応答をもらう値打ちがあるのは、どの温度でしょう?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('radio.dose'),
      says: {
        en: 'The dose was not given exactly once. Does your program reconnect, with the same client id and the session it had?',
        ja: '肥料がきっかり 1 回になっていません。同じクライアント ID で、前のセッションのまま、つなぎ直していますか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('radio.budget'),
      says: {
        en: 'There are too many packets. Count them for each topic.',
        ja: 'パケットが多すぎます。トピックごとに数えてみてください。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('radio.alarm') || broken.includes('radio.readings'),
      says: {
        en: 'Too little has arrived. Does your program stay until its messages are acknowledged?',
        ja: '届いたものが足りません。応答が来るまで、プログラムは待っていますか?',
      },
    },
  ],

  async judge(lab, you) {
    const [temperature, alarm, doser] = ['temperature', 'alarm', 'doser'].map(lab.topic) as [
      string,
      string,
      string,
    ];
    const control = await lab.connect('control');
    await control.subscribeAsync([temperature, alarm, doser], { qos: 2 });
    await lab.step(
      {
        en: 'The alarm is lost once, the dose twice: itself, and then its answer',
        ja: '警報は 1 回、肥料は 2 回消えます。本体と、その応答です',
      },
      async () => {
        lab.network.lose('PUBLISH').from('you').on(alarm).andCut();
        const lost = lab.network.lose('PUBLISH').from('you').on(doser).andCut();
        const program = await you.starts();
        const { fields } = await program.until(lost.fired);
        if (fields.qos === 1) lab.network.lose('PUBACK').to('you').andCut();
        if (fields.qos === 2) lab.network.lose('PUBREC').to('you').andCut();
        await program.ends();
        const came = await lab.fence(lab.inbox(control), await lab.connect('teller'), doser, 2);
        const on = (topic: string) => came.filter((one) => one.topic === topic).map(({ payload }) => payload);
        await lab.claim('radio.readings', between(READINGS - 5, READINGS * 2), on('temperature').length);
        await lab.claim('radio.alarm', 'frost', on('alarm')[0]);
        await lab.claim('radio.dose', ['one dose'], on('doser'));
        const flows = ['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'] as const;
        const packets = lab.trace.from('you').of(...flows).count + lab.trace.to('you').of(...flows).count;
        await lab.claim('radio.budget', between(0, BUDGET), packets);
      },
    );
  },
});
