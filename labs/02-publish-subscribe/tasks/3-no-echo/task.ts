import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'A chat without an echo', ja: '自分の声が返ってこないチャット' },
  asks: {
    en: 'Your program joins a chat on PREFIX + chat: it subscribes, then publishes "hello" there, and writes what others say as lines. What it has said itself it does not write. Others may say "hello", too. It stays.',
    ja: 'あなたのプログラムは PREFIX + chat のチャットに入ります。購読してから、そこに "hello" と送り、ほかの人の発言を 1 行ずつ出力します。自分の発言は出力しません。ほかの人も "hello" と言うことがあります。プログラムは動きつづけます。',
  },
  minutes: 10,
  builds: true,
  hints: [
    {
      en: 'Does the broker know who has published a message? Does it tell the subscribers?',
      ja: '誰が送ったメッセージか、ブローカーは知っていますか? それを購読者に伝えますか?',
    },
    {
      en: 'MQTT 5 lets a subscription say something about messages of its own client. What is that option of SUBSCRIBE called? (In MQTT.js it has two letters.)',
      ja: 'MQTT 5 では、自分が送ったメッセージをどうするか、購読するときに言えます。SUBSCRIBE のそのオプションは何でしょう?(MQTT.js では 2 文字です。)',
    },
  ],
  claims: {
    'chat.said': { says: { en: 'The others get its "hello"', ja: '"hello" がほかの人に届く' } },
    'chat.heard': {
      says: { en: 'It writes what others say, and not what it said', ja: 'ほかの人の発言だけを出力する' },
    },
  },
  notices: [
    {
      sees: ({ broken }) => broken.includes('chat.said'),
      says: {
        en: 'Nobody has got "hello" on PREFIX + chat.',
        ja: 'PREFIX + chat に "hello" が届いていません。',
      },
    },
    {
      sees: ({ trace, lines }) =>
        count(lines) > 1 && trace.from('you').of('CONNECT').first()?.fields.protocolVersion !== 5,
      says: {
        en: 'Your program hears itself. Its CONNECT speaks MQTT 3.1.1, in which a subscription has no options but its QoS.',
        ja: '自分の発言が返ってきています。CONNECT は MQTT 3.1.1 で、購読のオプションは QoS だけです。',
      },
    },
    {
      sees: ({ lines }) => count(lines) > 1,
      says: {
        en: 'Your program hears itself: to the broker it is a subscriber like any other. Look at its SUBSCRIBE.',
        ja: '自分の発言が返ってきています。ブローカーにとっては、ほかと同じ購読者です。SUBSCRIBE を見てください。',
      },
    },
    {
      sees: ({ lines }) => count(lines) === 0,
      says: {
        en: 'Somebody else said "hello", and your program took that for its own. The same words are not the same message.',
        ja: 'ほかの人の "hello" を、自分の発言だと思っています。同じ言葉でも、同じメッセージとは限りません。',
      },
    },
  ],

  async judge(lab, you) {
    const chat = lab.topic('chat');
    const other = await lab.connect('other');
    await other.subscribeAsync(chat, { qos: 1 });
    await lab.step(
      { en: 'Your program says hello, and so does another', ja: 'お互いに hello と言います' },
      async () => {
        const program = await you.starts();
        await lab.claim(
          'chat.said',
          'hello',
          async () => (await program.until(lab.inbox(other).next())).payload,
        );
        await other.publishAsync(chat, 'hello', { qos: 1 });
        await other.publishAsync(chat, 'how are you?', { qos: 1 });
        await lab.claim('chat.heard', ['hello', 'how are you?'], () =>
          program.writes((lines) => lines.includes('how are you?'), {
            en: 'the line "how are you?"',
            ja: '"how are you?" の行',
          }),
        );
      },
    );
  },
});

/** How often "hello" was written. */
const count = (lines: readonly string[]): number => lines.filter((line) => line === 'hello').length;
