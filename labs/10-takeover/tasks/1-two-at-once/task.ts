import { defineTask, type Seen } from '../../../../harness/task/index.ts';

/** The client ids of the copies. To a copy that leaves it empty, the broker gives one of its own at each connection. */
const idsOf = (trace: Seen['trace']) =>
  new Set([...trace.from('you').of('CONNECT')].map((sent) => sent.fields.clientId || sent.connection));

export default defineTask({
  title: { en: 'Two of it at once', ja: '同じプログラムを 2 つ' },
  asks: {
    en: 'Your program is a siren: it writes each message on PREFIX + alarm as a line. Somebody starts it twice, on one computer, with the same settings (CLIENT_ID, too). Both copies must stay connected and write every alarm.',
    ja: 'あなたのプログラムはサイレンです。PREFIX + alarm に来たメッセージを 1 行ずつ出力します。これを誰かが 1 台の計算機で、同じ設定のまま(CLIENT_ID も同じで)2 つ動かします。どちらもつながったままで、すべての警報を出力するようにしてください。',
  },
  minutes: 5,
  isFastTrack: true,
  hints: [
    {
      en: 'What does the broker do when the second copy connects? By what does it tell its clients apart?',
      ja: '2 つ目がつなぐと、ブローカーは何をしますか? ブローカーは、何でクライアントを見分けているのでしょう?',
    },
    {
      en: 'What differs between two copies of one program on one computer? What does MQTT.js do when you give it no clientId at all?',
      ja: '1 台の計算機で動く 2 つの同じプログラムで、違うものは何ですか? clientId を渡さないと、MQTT.js はどうしますか?',
    },
  ],
  claims: {
    'both.own-id': {
      says: { en: 'Each copy has a client id of its own', ja: 'それぞれが自分だけのクライアント ID を持つ' },
    },
    'both.stay': {
      says: { en: 'The broker disconnects neither', ja: 'ブローカーはどちらも切断しない' },
    },
    'both.hear': { says: { en: 'Both write the alarm', ja: 'どちらも警報を出力する' } },
  },
  notices: [
    {
      sees: ({ trace, broken, clientIds }) =>
        broken.includes('both.own-id') && ![...idsOf(trace)].some((id) => clientIds.includes(String(id))),
      says: {
        en: 'Your program no longer says CLIENT_ID, but both copies still say the same client id: what you made it of is the same in both. What is not?',
        ja: 'CLIENT_ID のままではなくなりましたが、2 つの ID はまだ同じです。ID に使ったものが、どちらでも同じだからです。違うものは何でしょう?',
      },
    },
    {
      sees: ({ trace, broken }) =>
        broken.includes('both.own-id') && trace.from('you').of('CONNECT').count === 2,
      says: {
        en: 'Both copies say the same client id, so the broker has sent the first away; it has not come back. One id, one connection.',
        ja: '2 つとも同じクライアント ID を名乗ったので、1 つ目はブローカーに切断され、そのままです。1 つの ID でつなげるのは 1 つだけです。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('both.own-id'),
      says: {
        en: 'Both copies say the same client id. Each time one comes, the broker sends the other away.',
        ja: '2 つとも同じクライアント ID を名乗っています。片方がつなぐたびに、もう片方が切断されます。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('both.hear'),
      says: {
        en: 'Both are connected, but not both have written the alarm. Does each subscribe to PREFIX + alarm?',
        ja: '2 つともつながっていますが、警報を出力しなかったものがあります。どちらも PREFIX + alarm を購読していますか?',
      },
    },
  ],

  async judge(lab, you) {
    const subacks = lab.trace.to('you').of('SUBACK');
    const [first, second] = await lab.step({ en: 'It is started twice', ja: '2 つ起動します' }, async () => {
      const one = await you.starts();
      const confirmed = await one.until(subacks.next());
      const other = await you.starts();
      await other.until(subacks.next({ after: confirmed }));
      return [one, other] as const;
    });
    await lab.step({ en: 'There is an alarm', ja: '警報が出ます' }, async () => {
      const guard = await lab.connect('guard');
      await guard.publishAsync(lab.topic('alarm'), 'fire', { qos: 1 });
      await lab.claim('both.hear', [['fire'], ['fire']], () =>
        Promise.all(
          [first, second].map((program) =>
            program.writes((lines) => lines.length > 0, { en: 'the alarm', ja: '警報の行' }),
          ),
        ),
      );
      await lab.claim('both.own-id', 2, idsOf(lab.trace).size);
      const sentAway = [...lab.trace].filter(
        (entry) => entry.kind === 'connection' && entry.client === 'you' && entry.what === 'closed-by-broker',
      );
      await lab.claim('both.stay', 0, sentAway.length);
    });
  },
});
