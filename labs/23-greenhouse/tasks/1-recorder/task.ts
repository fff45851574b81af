import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineTask } from '../../../../harness/task/index.ts';
import type { Seen } from '../../../../harness/task/task.ts';

const times = ({ lines }: Seen, line: string): number => lines.filter((one) => one === line).length;

export default defineTask({
  title: { en: 'A recorder that can be trusted', ja: '信頼できる記録係' },
  asks: {
    en: 'Your program records a greenhouse. Readings come at QoS 1 to PREFIX + greenhouse/ + sensor + /temperature, as JSON: {"id":"north-1","celsius":21.5}. Write each as a line, its id and its value: "north-1 21.5". Each reading is written once, whatever happens: QoS 1 may deliver it twice, and the power of your program fails now and then, at the worst moment. What is sent meanwhile must be written when it is back. CLIENT_ID is the same at each start, and so is RECORDS, the name of a file that you may use.',
    ja: 'あなたのプログラムは、温室の記録係です。測定値は、QoS 1 で PREFIX + greenhouse/ + センサー名 + /temperature に JSON で届きます: {"id":"north-1","celsius":21.5}。1 つずつ、ID と値の 1 行で出力してください: "north-1 21.5"。何が起きても、どの測定値も出力するのは 1 回だけです。QoS 1 では 2 回届くことがあり、プログラムの電源はときどき、いちばん悪い瞬間に落ちます。そのあいだに送られたものは、戻ったときに出力します。CLIENT_ID と、使ってよいファイルの名前 RECORDS は、いつも同じです。',
  },
  minutes: 30,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'Two copies of a reading come: what is the same in both? And who remembers that, when the power has failed in between?',
      ja: '同じ測定値が 2 回届いたとき、両方で同じものは何ですか? そのあいだに電源が落ちたら、誰がそれを覚えていますか?',
    },
    {
      en: 'What must CONNECT say so that the broker keeps what is sent meanwhile? And if your program dies after it has written a reading and before its PUBACK arrives: what comes after the next start, and what does your program then need to know?',
      ja: 'いないあいだのものを取っておいてもらうには、CONNECT に何が要りますか? 出力したあと、PUBACK が届く前にプログラムが止まったら、次の起動で何が届きますか? そのとき、何を知っていなければなりませんか?',
    },
  ],
  claims: {
    'recorder.copies': {
      says: {
        en: 'A reading that the sensor sent twice is written once, and one of equal value is written, too',
        ja: 'センサーが 2 回送った測定値は 1 回だけ出力し、値が同じだけの別の測定値は出力する',
      },
    },
    'recorder.power': {
      says: {
        en: 'After a power failure: what came meanwhile is written, and what was written before is not',
        ja: '電源が落ちたあと: そのあいだに来たものは出力し、もう出力したものは出力しない',
      },
    },
  },
  notices: [
    {
      sees: ({ trace }) => trace.from('you').of('SUBSCRIBE').count === 0,
      says: {
        en: 'Your program has subscribed to nothing.',
        ja: '何も購読していません。',
      },
    },
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('SUBSCRIBE')].some(({ fields }) =>
          fields.subscriptions?.some(({ qos }) => qos === 0),
        ),
      says: {
        en: 'The subscription is of QoS 0, so whatever gets lost on the way to your program is lost.',
        ja: '購読が QoS 0 なので、プログラムまでの途中で消えたものは、消えたままです。',
      },
    },
    {
      sees: ({ trace }) => [...trace.from('you').of('CONNECT')].some(({ fields }) => fields.clean === true),
      says: {
        en: 'CONNECT asks for a clean start: what the broker would have kept for your program is thrown away.',
        ja: 'CONNECT がクリーンスタートを求めているので、取っておいてもらえたはずのものが捨てられます。',
      },
    },
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('CONNECT')].some(
          ({ fields }) => fields.protocolVersion === 5 && !fields.properties?.sessionExpiryInterval,
        ),
      says: {
        en: 'In MQTT 5 a session ends with its connection, unless CONNECT gives it a time (session expiry interval).',
        ja: 'MQTT 5 のセッションは、CONNECT で期間(session expiry interval)を指定しないと、切断とともに終わります。',
      },
    },
    {
      sees: (seen) => times(seen, 'north-2 22') > 1,
      says: {
        en: 'north-2 is written twice: its sensor lost a PUBACK and sent it again. To the broker, and so to you, that is a new message, without DUP. What is the same in both?',
        ja: 'north-2 が 2 回出力されています。PUBACK が消えて、センサーが送り直したものです。ブローカーにも、その先のあなたにも新しいメッセージで、DUP はありません。両方で同じものは?',
      },
    },
    {
      sees: (seen) => seen.lines.length > 0 && times(seen, 'north-3 22') === 0,
      says: {
        en: 'north-3 is missing: it has the value of the reading before, and is another reading.',
        ja: 'north-3 がありません。値は前の測定値と同じでも、別の測定値です。',
      },
    },
    {
      sees: (seen) => times(seen, 'north-3 22') > 1,
      says: {
        en: 'north-3 is written again after the power failure: its PUBACK had not arrived. What your program knew of it was in its memory only.',
        ja: '電源が落ちたあと、north-3 がもう一度出力されています。PUBACK が届いていなかったので、また届いたのです。出力したことを、メモリーの中でしか覚えていませんでした。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('recorder.power'),
      says: {
        en: 'What was sent during the power failure is not written as it should be. Does your program listen before it connects?',
        ja: '電源が落ちていたあいだの測定値が、正しく出力されていません。接続する前から聞いていますか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('recorder.copies'),
      says: {
        en: 'The lines are not "id value", one for each reading.',
        ja: '「ID 値」の行が、測定値 1 つにつき 1 行になっていません。',
      },
    },
  ],

  async judge(lab, you) {
    const folder = mkdtempSync(path.join(tmpdir(), 'mqtt-hands-on-'));
    try {
      const records = { RECORDS: path.join(folder, 'records.txt') };
      const [north, south] = [
        await lab.connect('north', { reconnectPeriod: 10 }),
        await lab.connect('south'),
      ];
      const report = (sensor: 'north' | 'south', count: number, celsius: number) =>
        (sensor === 'north' ? north : south).publishAsync(
          lab.topic(`greenhouse/${sensor}/temperature`),
          JSON.stringify({ id: `${sensor}-${count}`, celsius }),
          { qos: 1 },
        );
      const until = (line: string) =>
        [(lines: readonly string[]) => lines.includes(line), { en: `"${line}"`, ja: `「${line}」` }] as const;

      await lab.step(
        {
          en: 'Three readings; a sensor loses a PUBACK',
          ja: '測定値が 3 つ。センサーへの PUBACK が消えます',
        },
        async () => {
          const program = await you.starts('you', records);
          await program.until(lab.trace.to('you').of('SUBACK').next());
          // For the last of four deliveries: the power fails after it is recorded, and before the broker hears of it.
          const unheard = lab.network.lose('PUBACK').from('you').nth(4);
          await report('north', 1, 21.5);
          lab.network.lose('PUBACK').to('north').andCut();
          await report('north', 2, 22);
          await report('north', 3, 22);
          await program.until(unheard.fired);
          const expected = ['north-1 21.5', 'north-2 22', 'north-3 22'];
          await lab.claim('recorder.copies', expected, () => program.writes(...until('north-3 22')));
          await program.stop();
        },
      );
      await lab.step(
        {
          en: 'The power is off; two readings; it is on again',
          ja: '電源が落ち、測定値が 2 つ。電源が戻ります',
        },
        async () => {
          await report('south', 1, 19);
          await report('south', 2, 18.5);
          const program = await you.starts('you', records);
          await lab.claim('recorder.power', ['south-1 19', 'south-2 18.5'], () =>
            program.writes(...until('south-2 18.5')),
          );
        },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});
