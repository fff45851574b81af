import { defineTask } from '../../../../harness/task/index.ts';
import type { Seen } from '../../../../harness/task/task.ts';

/** A day, in the unit of a session expiry interval. */
const A_DAY = 24 * 60 * 60;

const connects = ({ trace }: Seen) => trace.from('you').of('CONNECT').toArray();
const expiries = (seen: Seen) => connects(seen).map(({ fields }) => fields.properties?.sessionExpiryInterval);

export default defineTask({
  title: { en: 'Move a program to MQTT 5', ja: 'プログラムを MQTT 5 に移す' },
  asks: {
    en: 'Your program prints orders from PREFIX + orders. It speaks MQTT 3.1.1, and is switched off over night: what is sent meanwhile, it prints at its next start. Move it to MQTT 5 so that this stays as it is. And there is one thing that 3.1.1 could not do: if the printer is away for more than a day, the broker should forget it. CLIENT_ID is the same at each start.',
    ja: 'あなたのプログラムは、PREFIX + orders に来た注文を印刷(1 行ずつ出力)します。今は MQTT 3.1.1 で、夜は止まり、そのあいだに来た注文は次の起動で印刷します。これを変えずに MQTT 5 に移してください。さらに、3.1.1 ではできなかったことを 1 つ: 1 日より長くいなければ、ブローカーに忘れてもらいます。CLIENT_ID はいつも同じです。',
  },
  minutes: 10,
  isFastTrack: true,
  hints: [
    {
      en: 'What did the one flag say in 3.1.1, about the beginning of a connection and about its end? Which of the two does it still say in 5?',
      ja: '3.1.1 のフラグ 1 つは、接続の始まりと終わりについて、それぞれ何を決めていましたか? 5 でも決めているのは、どちらですか?',
    },
    {
      en: 'Which property of CONNECT says how long the session outlives the connection? In which unit, and what does it mean if it is left out?',
      ja: '切断のあともセッションをいつまで残すかを決める CONNECT のプロパティーは? 単位は何で、書かなければどうなりますか?',
    },
  ],
  claims: {
    'moved.version': {
      says: { en: 'Each CONNECT speaks MQTT 5', ja: 'どの CONNECT も MQTT 5 を使う' },
    },
    'moved.orders': {
      says: {
        en: 'As before: what was sent over night is printed in the morning',
        ja: '今までどおり、夜のあいだに来た注文を朝に印刷する',
      },
    },
    'moved.a-day': {
      says: {
        en: 'The broker keeps the session for a day, and not for longer',
        ja: 'ブローカーがセッションを残すのは 1 日だけ',
      },
    },
  },
  notices: [
    {
      sees: (seen) => connects(seen).some(({ fields }) => fields.protocolVersion !== 5),
      says: {
        en: 'CONNECT still says MQTT 3.1.1. Which option of MQTT.js chooses the version?',
        ja: 'CONNECT がまだ MQTT 3.1.1 です。バージョンを選ぶ MQTT.js のオプションは?',
      },
    },
    {
      sees: (seen) => new Set(connects(seen).map(({ fields }) => fields.clientId)).size > 1,
      says: {
        en: 'Your program has another client id at each start, so to the broker it is somebody new.',
        ja: '起動するたびにクライアント ID が変わっているので、ブローカーには別のクライアントに見えます。',
      },
    },
    {
      sees: (seen) => connects(seen).some(({ fields }) => fields.clean === true),
      says: {
        en: 'CONNECT asks for a clean start: whatever the broker has kept is thrown away as soon as the printer is back.',
        ja: 'CONNECT がクリーンスタートを求めています。取っておいてもらったものも、プリンターが戻ったとたんに捨てられます。',
      },
    },
    {
      sees: (seen) => expiries(seen).includes(undefined),
      says: {
        en: 'In MQTT 5, clean: false keeps what is there, and nothing is there: CONNECT carries no Session Expiry Interval, so the session has ended with the connection. You wrote one? MQTT.js sends it if it is under properties.',
        ja: 'MQTT 5 の clean: false は、残っているものを使うというだけです。CONNECT に Session Expiry Interval がないので、セッションは切断とともに終わり、何も残っていません。書いたのに、でしょうか? MQTT.js が送るのは、properties の中にあるときです。',
      },
    },
    {
      sees: (seen) => expiries(seen).includes(0),
      says: {
        en: 'A Session Expiry Interval of 0 means: the session ends with the connection. So clean: false finds nothing.',
        ja: 'Session Expiry Interval が 0 なら、セッションは切断とともに終わります。clean: false にしても、何も残っていません。',
      },
    },
    {
      sees: (seen) => expiries(seen).includes(0xffff_ffff),
      says: {
        en: 'This interval means: never. If the printer is thrown away, its orders pile up at the broker, as they did under 3.1.1.',
        ja: 'この値は「無期限」の意味です。プリンターを捨てたら、3.1.1 のときと同じように、注文がブローカーにたまり続けます。',
      },
    },
    {
      sees: (seen) => expiries(seen).some((seconds) => Number(seconds) > A_DAY),
      says: {
        en: 'The session lives longer than a day. In which unit is a Session Expiry Interval?',
        ja: 'セッションが 1 日より長く残ります。Session Expiry Interval の単位は何でしょう?',
      },
    },
    {
      sees: (seen) => expiries(seen).some((seconds) => Number(seconds) < A_DAY),
      says: {
        en: 'The session lives for less than a day. In which unit is a Session Expiry Interval?',
        ja: 'セッションが 1 日より早くなくなります。Session Expiry Interval の単位は何でしょう?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('moved.orders'),
      says: {
        en: 'The order of the night was not printed. Does your program subscribe at QoS 1 at its first start, listen before it connects, and stay long enough?',
        ja: '夜の注文が印刷されていません。最初の起動で QoS 1 で購読しましたか? 接続する前から聞いていますか? すぐ終わっていませんか?',
      },
    },
  ],

  async judge(lab, you) {
    const shop = await lab.connect('shop');
    await lab.step({ en: 'The first day: it runs, and ends', ja: '1 日目: 動いて、終わります' }, async () => {
      const program = await you.starts();
      await program.ends();
    });
    await lab.step(
      { en: 'An order at night, and the next morning', ja: '夜に注文が 1 つ、そして翌朝' },
      async () => {
        await shop.publishAsync(lab.topic('orders'), 'three lamps', { qos: 1 });
        const program = await you.starts();
        const ends = program.ends();
        await lab.claim('moved.orders', ['three lamps'], async () => {
          await ends;
          return program.lines;
        });
        const connects = lab.trace.from('you').of('CONNECT').toArray();
        const versions = connects.map(({ fields }) => fields.protocolVersion);
        await lab.claim('moved.version', [5, 5], versions);
        const seconds = connects.map(({ fields }) => fields.properties?.sessionExpiryInterval);
        await lab.claim('moved.a-day', [A_DAY, A_DAY], seconds);
      },
    );
  },
});
