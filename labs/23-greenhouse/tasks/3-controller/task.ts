import { defineTask, oneOf } from '../../../../harness/task/index.ts';
import type { Seen } from '../../../../harness/task/task.ts';
import { fieldsOf, House, sensor } from './house.ts';

const orders = ({ trace, prefix }: Seen) => [...trace.from('you').on(`${prefix}greenhouse/vent/set`)];
const asksFor = ({ trace, prefix }: Seen, ...topics: readonly string[]): boolean =>
  [...trace.from('you').of('SUBSCRIBE')].some(({ fields }) =>
    fields.subscriptions?.some(({ filter }) => topics.some((topic) => filter === prefix + topic)),
  );
const everything = ['greenhouse/#', 'greenhouse/+/+', '#'] as const;

export default defineTask({
  title: { en: 'The controller of the whole greenhouse', ja: '温室まるごとの制御' },
  asks: {
    en: 'Your program opens and closes the vent. Under PREFIX + greenhouse/, each sensor sends {"id":"north-1","celsius":21.5} to sensor/temperature, and "online", or "offline" as its last will, to sensor/status; the vent reports "open" or "closed" to vent/state. All of it is retained. If a sensor that is online says 30 or more, send {"id":…,"to":"open"} to vent/set; if all that are online say less than 25, {"to":"closed"}. Send one order for each change, and none for what is so already or was ordered already, whatever arrives twice and whenever you are started. The vent ignores an id that it knows, and may be away: an order older than a minute must not move it. Say "online" and "offline" yourself, at PREFIX + controller/status, also to those who come later: your power fails now and then.',
    ja: 'あなたのプログラムは、換気窓を開け閉めします。PREFIX + greenhouse/ の下で、センサーはそれぞれ「センサー名/temperature」に {"id":"north-1","celsius":21.5} を、「センサー名/status」に "online"、または遺言の "offline" を送り、窓は vent/state で "open" か "closed" を報告します。どれも retain です。online のセンサーのどれかが 30 以上なら、vent/set に {"id":…,"to":"open"} を、online のすべてが 25 未満なら {"to":"closed"} を送ってください。指示は、変えるたびに 1 回だけです。何が 2 回届いても、いつ起動されても、もうそうなっていることや、もう指示したことは送りません。窓は、知っている ID の指示を無視します。また、窓はいないことがあり、1 分より古い指示で動いてはいけません。あなた自身も PREFIX + controller/status で "online" と "offline" を、あとから来る人にも伝えてください。電源は、ときどき落ちます。',
  },
  minutes: 45,
  builds: true,
  hints: [
    {
      en: 'What does your program have to know before it may decide, and who tells it after a power failure? Which of these may arrive in any order?',
      ja: '決める前に、何を知っていなければなりませんか? 電源が落ちたあと、それを教えてくれるのは誰ですか? 届く順番をあてにできないものは?',
    },
    {
      en: 'If you keep the last word of each sensor, and of the vent, can one function decide after every message? What does it take for known between an order and the report of the vent? And who says "offline" for a program that has no power?',
      ja: 'センサーと窓の最後の言葉を覚えておけば、メッセージのたびに 1 つの関数で決められませんか? 指示を出してから窓が報告するまでは、何を正しいとしますか? 電源が落ちたプログラムの代わりに、誰が "offline" と言いますか?',
    },
  ],
  claims: {
    'controller.opens': {
      says: {
        en: 'A sensor says 31: the vent gets an order, at QoS 1 or 2, that expires and is not retained',
        ja: 'センサーが 31 と言うと、窓に指示が届く。QoS 1 か 2 で、期限があり、retain ではない',
      },
    },
    'controller.once': {
      says: {
        en: 'A copy and a second warm reading cause no second order; when it is cool, one order closes',
        ja: '同じものの 2 通目や、次の暑い測定値では指示しない。涼しくなれば、1 回だけ閉じる指示',
      },
    },
    'controller.dead-sensor': {
      says: {
        en: 'The warmest sensor dies: it does not count any more, also if a reading of it comes late',
        ja: 'いちばん暑いセンサーが止まったら、数に入れない。遅れて届いた測定値も同じ',
      },
    },
    'controller.presence': {
      says: {
        en: 'Its power fails: those who listen, and one who comes later, know that it is offline',
        ja: '電源が落ちたら、聞いている人にも、あとから来た人にも、offline だと分かる',
      },
      needs: ['retain'],
    },
    'controller.restart': {
      says: {
        en: 'It is back: it orders what has become due, once, and nothing that is so already',
        ja: '戻ったら、必要になったことを 1 回だけ指示し、もうそうなっていることは指示しない',
      },
      needs: ['retain'],
    },
    'controller.ids': {
      says: { en: 'Each order has an id of its own', ja: 'どの指示にも、それだけの ID がある' },
    },
  },
  notices: [
    {
      sees: (seen) =>
        !asksFor(seen, 'greenhouse/+/status', ...everything) && !asksFor(seen, 'greenhouse/north/status'),
      says: {
        en: 'Your program does not ask for …/status, so a sensor that has died counts for ever.',
        ja: '…/status を購読していないので、止まったセンサーがいつまでも数に入ります。',
      },
    },
    {
      sees: (seen) =>
        !asksFor(seen, 'greenhouse/vent/state', 'greenhouse/vent/+', 'greenhouse/+/state', ...everything),
      says: {
        en: 'Your program does not ask for vent/state. How does it know, after a power failure, whether the vent is open?',
        ja: 'vent/state を購読していません。電源が落ちたあと、窓が開いているかどうかを、どうやって知りますか?',
      },
    },
    {
      sees: (seen) => orders(seen).length === 0,
      says: {
        en: 'Your program has sent no order to vent/set.',
        ja: 'vent/set に、まだ何も指示していません。',
      },
    },
    {
      sees: (seen) => orders(seen).some(({ fields }) => fields.retain === true),
      says: {
        en: 'An order is retained. A vent that comes back tomorrow would get it. What is news, and what is a state?',
        ja: '指示に retain が付いています。明日戻ってきた窓にも届いてしまいます。「知らせ」と「状態」、どちらでしょう?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('controller.opens'),
      says: {
        en: 'The first order is not as it should be. Look at its PUBLISH: QoS, what it says, and after how long the broker throws it away (message expiry interval).',
        ja: '最初の指示が、求められたものと違います。PUBLISH の QoS、中身、有効期限(ブローカーが捨てるまでの秒数)を見てください。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('controller.once'),
      says: {
        en: 'More orders were sent than the vent has to move. A reading came twice, and then the sensor said that it is warm still. What had your program ordered before?',
        ja: '窓を動かす回数より多く指示しています。同じ測定値が 2 回届き、そのあとセンサーは「まだ暑い」と言いました。その前に、何を指示してありましたか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('controller.dead-sensor'),
      says: {
        en: 'A sensor that is offline still counts. Its last value, and one that arrives late, say nothing about now.',
        ja: 'offline のセンサーが、数に入っています。最後の値も、遅れて届いた値も、今のことは何も教えてくれません。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('controller.presence'),
      says: {
        en: 'controller/status does not tell what is so. Who speaks for a program without power, and what of it is kept for those who come later?',
        ja: 'controller/status が、本当のことを伝えていません。電源の落ちたプログラムの代わりに話すのは誰で、あとから来る人のために残るのは何ですか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('controller.restart'),
      says: {
        en: 'After the power failure, an order is missing, or one too many. Does your program wait until it knows the vent and the sensors, and does it also read what is retained?',
        ja: '電源が落ちたあとの指示が、足りないか、多すぎます。窓とセンサーのことが分かるまで待っていますか? retain で残っていたものも読んでいますか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('controller.ids'),
      says: {
        en: 'Two orders have the same id, so the vent ignores the second one. What does your program count from after a power failure?',
        ja: '同じ ID の指示が 2 つあり、窓は 2 つ目を無視します。電源が落ちたあと、どこから数えはじめていますか?',
      },
    },
  ],

  async judge(lab, you) {
    const vent = await lab.connect('vent');
    await vent.subscribeAsync(lab.topic('greenhouse/vent/set'), { qos: 1 });
    const gardener = await lab.connect('gardener');
    const status = lab.topic('controller/status');
    await gardener.subscribeAsync(status, { qos: 1 });
    const [north, south] = [await sensor(lab, 'north'), await sensor(lab, 'south')];
    const house = new House(lab, vent);
    await house.says('vent/state', 'closed');
    for (const [name, client, celsius] of [
      ['north', north, 21],
      ['south', south, 20],
    ] as const) {
      await house.says(`${name}/status`, 'online', client);
      await house.reads(name, celsius, client);
    }

    const program = await lab.step(
      { en: 'It gets warm, and cool again', ja: '暑くなり、また涼しくなります' },
      async () => {
        const started = await you.starts();
        await started.until(lab.trace.to('you').of('SUBACK').next());
        await house.isKnownTo(started);
        lab.network.duplicate('PUBLISH').from('north');
        const warm = await house.reads('north', 31, north);
        await lab.claim(
          'controller.opens',
          { to: ['open'], qos: oneOf(1, 2), retain: false, expires: true },
          async () => {
            const to = await house.ordered(started, warm);
            const { qos, retain, properties } = house.orders[0]?.fields ?? {};
            const seconds = Number(properties?.messageExpiryInterval ?? Number.NaN);
            await lab.inbox(vent).next();
            return { to: to.slice(0, 1), qos, retain, expires: seconds > 0 && seconds <= 60 };
          },
        );
        await house.reads('north', 32, north);
        await house.says('vent/state', 'open');
        const cool = await house.reads('north', 24, north);
        await lab.claim('controller.once', ['closed'], () => house.ordered(started, cool));
        await house.says('vent/state', 'closed');
        return started;
      },
    );
    await lab.step({ en: 'The warmest sensor dies', ja: 'いちばん暑いセンサーが止まります' }, async () => {
      await lab.claim('controller.dead-sensor', [['open'], ['closed'], ['open']], async () => {
        const hot = await house.ordered(program, await house.reads('south', 33, south));
        await house.says('vent/state', 'open');
        const will = lab.trace.to('you').of('PUBLISH').carrying('offline');
        const before = will.last();
        lab.network.cutNow('south');
        const dead = await program.until(will.next({ after: before }));
        await program.until(house.next(dead));
        const cooled = house.sinceJudged();
        await house.says('vent/state', 'closed');
        // The late one, and then one that would close a vent which that had opened.
        await house.reads('south', 34);
        const back = await sensor(lab, 'south');
        await house.reads('south', 20, back);
        await house.says('south/status', 'online', back);
        const again = await house.ordered(program, await house.reads('north', 31, north));
        await house.says('vent/state', 'open');
        return [hot, cooled, again];
      });
    });
    await lab.step({ en: 'The power fails, and is on again', ja: '電源が落ちて、また戻ります' }, async () => {
      const said = lab.inbox(gardener);
      const untilStopped = async () => {
        try {
          return (await said.take(2)).map(({ payload }) => payload);
        } finally {
          await program.stop();
        }
      };
      // No power: not even a last word.
      lab.network.cutNow('you');
      await lab.claim('controller.presence', { heard: ['online', 'offline'], kept: 'offline' }, async () => {
        const heard = await untilStopped();
        const late = await lab.connect('late');
        await late.subscribeAsync(status, { qos: 1 });
        return { heard, kept: (await lab.inbox(late).next()).payload };
      });
      await house.reads('north', 24, north);
      await lab.claim('controller.restart', [['closed'], ['open']], async () => {
        const again = await you.starts();
        await again.until(house.next());
        await house.says('vent/state', 'closed');
        const due = house.sinceJudged();
        return [due, await house.ordered(again, await house.reads('north', 31, north))];
      });
      const ids = house.orders.map((order) => fieldsOf(order).id);
      await lab.claim('controller.ids', ids.length, new Set(ids.filter((id) => id !== undefined)).size);
    });
  },
});
