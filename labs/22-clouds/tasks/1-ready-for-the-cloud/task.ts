import { defineTask } from '../../../../harness/task/index.ts';
import type { Seen } from '../../../../harness/task/task.ts';

/** Two rooms, and what a panel that works has written and sent. */
const rooms = { kitchen: '21.5', attic: '17.0' };
const works = { code: 0, wrote: ['attic 17.0', 'kitchen 21.5'], sent: ['shown'] };

/** Longer than a program takes that gets its answers, on a busy machine. */
const ENDS_WITHIN_MS = 10_000;

const sent = ({ trace, names }: Seen) => names.flatMap((name) => trace.from(name).toArray());
const filters = (seen: Seen) => sent(seen).flatMap(({ fields }) => fields.subscriptions ?? []);

export default defineTask({
  title: { en: 'Ready for the cloud', ja: 'クラウドに移せるように' },
  asks: {
    en: 'Your program is a panel. It writes the last value of the two rooms PREFIX + rooms/kitchen and PREFIX + rooms/attic, one a line, sends "shown" to PREFIX + panel, and ends. On your own broker it works. Change it so that it also works in the cloud, here a stand-in of AWS IoT Core, without asking where it runs.',
    ja: 'あなたのプログラムは表示パネルです。2 つの部屋 PREFIX + rooms/kitchen と PREFIX + rooms/attic の最後の値を 1 行ずつ出力し、PREFIX + panel に "shown" を送って終わります。手元のブローカーではうまくいきます。クラウド(ここでは AWS IoT Core の代役)でも動くように直してください。どこで動いているかで処理を分けてはいけません。',
  },
  minutes: 10,
  isFastTrack: true,
  hints: [
    {
      en: 'Run the lab itself first. Which of its habits does this program have, and what did the cloud answer to each?',
      ja: 'まず、このラボを動かしてみましょう。プログラムには、ラボに出てきた癖のどれがありますか? クラウドは、それぞれに何と答えましたか?',
    },
    {
      en: 'Which filter finds a retained message in both places? Which QoS do both answer, for SUBSCRIBE and for PUBLISH?',
      ja: 'どちらでも retain メッセージが見つかるのは、どんなフィルターですか? SUBSCRIBE と PUBLISH のどちらにも答えが返ってくる QoS は?',
    },
  ],
  claims: {
    'panel.home': {
      says: {
        en: 'At home: both values are written, and "shown" arrives',
        ja: '手元: 2 つの値を出力し、"shown" が届く',
      },
      needs: ['retain', 'wildcard'],
    },
    'panel.cloud': {
      says: {
        en: 'In the cloud: both values are written, and "shown" arrives',
        ja: 'クラウド: 2 つの値を出力し、"shown" が届く',
      },
      needs: ['retain', 'wildcard'],
    },
  },
  notices: [
    {
      sees: (seen) => filters(seen).some(({ qos }) => qos === 2),
      says: {
        en: 'Your program subscribes at QoS 2. What does the cloud answer to that, in your version of MQTT?',
        ja: 'QoS 2 で購読しています。使っている MQTT のバージョンでは、クラウドは何と答えますか?',
      },
    },
    {
      sees: (seen) => sent(seen).some(({ type, fields }) => type === 'PUBLISH' && fields.qos === 2),
      says: {
        en: 'Your program publishes at QoS 2: the cloud ends the connection, or never answers.',
        ja: 'QoS 2 で送っています。クラウドは接続を切るか、返事をしません。',
      },
    },
    {
      sees: (seen) => filters(seen).some(({ filter }) => /[+#]/.test(filter)),
      says: {
        en: 'Your program subscribes with a wildcard. A late subscriber at AWS gets no retained messages for that.',
        ja: 'ワイルドカードで購読しています。AWS では、あとから購読しても retain メッセージが届きません。',
      },
    },
    {
      sees: ({ broken }) => broken.length > 0,
      says: {
        en: 'Are both values written, one a line such as "kitchen 21.5"? Is "shown" on its way before the program ends, and is the program sure of that?',
        ja: '"kitchen 21.5" のように、2 つの値を 1 行ずつ出力しましたか? "shown" が届いたと分かってから、終わっていますか?',
      },
    },
  ],

  async judge(lab, you) {
    const house = await lab.connect('house');
    for (const [room, value] of Object.entries(rooms)) {
      await house.publishAsync(lab.topic(`rooms/${room}`), value, { qos: 1, retain: true });
    }
    const panel = lab.topic('panel');
    await house.subscribeAsync(panel, { qos: 1 });
    const inbox = lab.inbox(house);
    const run = async (name: string, more: Record<string, string>) => {
      const program = await you.runs(name, more);
      const { code } = await program.ends(ENDS_WITHIN_MS);
      await lab.ended(name);
      const came = await lab.fence(inbox, house, panel, 1);
      return { code, wrote: program.lines.toSorted(), sent: came.map(({ payload }) => payload) };
    };
    await lab.step({ en: 'At home', ja: '手元で' }, () =>
      lab.claim('panel.home', works, () => run('you', {})),
    );
    await lab.step({ en: 'In the cloud', ja: 'クラウドで' }, async () => {
      const cloud = await lab.inCloud('aws-iot-core');
      const url = await cloud.tapped('mqtt');
      await lab.claim('panel.cloud', works, () => run('abroad', { MQTT_URL: url }));
    });
  },
});
