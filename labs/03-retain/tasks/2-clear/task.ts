import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'The room that was given up', ja: '使わなくなった部屋' },
  asks: {
    en: 'The sensors of room 7 are gone, but their last values are still shown: PREFIX + room7/temperature and PREFIX + room7/door. Write a program that makes the broker forget everything retained under PREFIX + room7/, whatever it is, and nothing else; then it ends. Room 8 stays as it is.',
    ja: '7 号室のセンサーはもうありませんが、最後の値 (PREFIX + room7/temperature と PREFIX + room7/door)がまだ表示されています。PREFIX + room7/ の下に残っているものをすべてブローカーに忘れさせて、終わるプログラムを書いてください。ほかには触らないこと。8 号室はそのままです。',
  },
  minutes: 15,
  builds: true,
  hints: [
    {
      en: 'How can your program find out which topics have a retained message, without knowing their names?',
      ja: 'retain されたメッセージがあるトピックを、名前を知らずに見つけるには?',
    },
    {
      en: 'What does the broker keep when a message with retain has no payload? And how do you know that you have received all that was retained?',
      ja: 'retain 付きのメッセージの中身が空だったら、ブローカーは何を残しますか? そして、残っていたものが全部届いたことは、どう分かりますか?',
    },
  ],
  claims: {
    'room7.forgotten': {
      says: { en: 'Nothing is retained for room 7', ja: '7 号室には何も残っていない' },
      needs: ['retain'],
    },
    'room8.kept': {
      says: { en: 'Room 8 is as it was', ja: '8 号室は元のまま' },
      needs: ['retain'],
    },
  },
  notices: [
    {
      sees: ({ trace }) => trace.from('you').of('PUBLISH').count === 0,
      says: {
        en: 'Your program published nothing. Only a PUBLISH can change what is retained.',
        ja: 'プログラムは何も送っていません。残っているものを変えられるのは PUBLISH だけです。',
      },
    },
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('PUBLISH')].some(
          ({ fields }) => fields.payloadLength !== 0 && fields.retain,
        ),
      says: {
        en: 'Your program published a payload with retain: that is now the last value. Which payload means that there is none?',
        ja: '中身のあるメッセージを retain 付きで送ったので、それが最後の値になりました。「値なし」を表すのはどんな中身でしょう?',
      },
    },
    {
      sees: ({ trace }) => [...trace.from('you').of('PUBLISH')].every(({ fields }) => !fields.retain),
      says: {
        en: 'Your empty messages do not say retain, so they were only delivered; the broker keeps what it had.',
        ja: '空のメッセージに retain がないので、配られただけです。ブローカーに残っているものは変わりません。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('room8.kept'),
      says: {
        en: 'Room 8 was cleared, too. Does your filter match more than room 7?',
        ja: '8 号室も消えました。フィルターが 7 号室以外にも合っていませんか?',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('SUBSCRIBE').count === 0,
      says: {
        en: 'Room 7 has another topic that your program does not know by name: it has to ask the broker.',
        ja: '7 号室には、名前を知らないトピックがまだあります。ブローカーに聞かなければ分かりません。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('room7.forgotten'),
      says: {
        en: 'A topic of room 7 was left. Does your filter reach every level below it, and did your program wait for all that was retained?',
        ja: '7 号室のトピックが残っています。フィルターは下のすべての階層に届きますか? 残っていたものを全部待ちましたか?',
      },
    },
  ],

  async judge(lab, you) {
    const publisher = await lab.connect('sensors');
    const retained = {
      'room7/temperature': '21',
      'room7/door': 'open',
      'room7/window/north': 'open',
      'room8/door': 'shut',
    };
    for (const [name, payload] of Object.entries(retained)) {
      await publisher.publishAsync(lab.topic(name), payload, { qos: 1, retain: true });
    }
    await lab.step({ en: 'Your program clears room 7', ja: '7 号室を片付けます' }, async () => {
      const program = await you.starts();
      await program.ends();
    });
    await lab.step({ en: 'What a newcomer finds', ja: '新しく購読すると' }, async () => {
      const found = async (visitor: string, filter: string) => {
        const client = await lab.connect(visitor);
        await client.subscribeAsync(lab.topic(filter), { qos: 1 });
        const messages = await lab.retainedFence(lab.inbox(client), client, publisher);
        return messages.map(({ topic, payload }) => `${topic} ${payload}`).sort();
      };
      await lab.claim('room7.forgotten', [], () => found('visitor-7', 'room7/#'));
      await lab.claim('room8.kept', ['room8/door shut'], () => found('visitor-8', 'room8/#'));
    });
  },
});
