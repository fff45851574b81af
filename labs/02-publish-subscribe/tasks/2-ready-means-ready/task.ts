import { defineTask } from '../../../../harness/task/index.ts';

/** How long the way back to the program takes: as on a mobile network. */
const SLOW_MS = 200;

export default defineTask({
  title: { en: 'Ready means ready', ja: '「準備完了」と言ったら' },
  asks: {
    en: 'Your program is a robot. It gets orders on PREFIX + robot/orders and writes each as a line. When it can be sure that it will get every order, it publishes "ready" to PREFIX + robot/status, once. The control room sends an order the moment it reads "ready", and only once.',
    ja: 'あなたのプログラムはロボットです。PREFIX + robot/orders で命令を受け取り、1 行ずつ出力します。どの命令も必ず受け取れると分かったら、PREFIX + robot/status に "ready" を 1 回送ります。管制室は "ready" を読んだ瞬間に、1 回だけ命令を送ります。',
  },
  minutes: 10,
  builds: true,
  hints: [
    {
      en: 'Who decides whether your program gets an order: your program, or somebody else? When does your program learn of it?',
      ja: '命令が届くかどうかを決めるのは誰ですか? そのことがプログラムに分かるのは、いつですか?',
    },
    {
      en: 'Which packet answers SUBSCRIBE, and how does your code wait for it? Does client.subscribe wait?',
      ja: 'SUBSCRIBE に答えるパケットは何ですか? コードでは、どうやって待ちますか? client.subscribe は待ちますか?',
    },
  ],
  claims: {
    'ready.after-suback': {
      says: {
        en: '"ready" is sent after the broker has confirmed the subscription',
        ja: '購読をブローカーが確認してから "ready" を送る',
      },
    },
    'ready.order': {
      says: { en: 'The order is written', ja: '命令が出力される' },
    },
  },
  notices: [
    {
      sees: ({ trace }) => trace.from('you').of('CONNECT').count > 0 && !isReady(trace.from('you')),
      says: {
        en: 'Nobody has heard "ready". Does your program publish it to PREFIX + robot/status?',
        ja: '"ready" が届いていません。PREFIX + robot/status に送っていますか?',
      },
    },
    {
      sees: ({ trace }) => {
        const sent = trace.from('you').of('SUBSCRIBE', 'PUBLISH').first();
        return sent?.type === 'PUBLISH';
      },
      says: {
        en: 'Your program says "ready" before it has even asked for orders. One that is sent now is lost.',
        ja: '命令を購読する前に "ready" と言っています。そこで送られた命令は失われます。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('ready.after-suback'),
      says: {
        en: 'Your program has sent SUBSCRIBE, but no SUBACK had come when it said "ready". The broker may still refuse, or be busy.',
        ja: 'SUBSCRIBE は送りましたが、SUBACK が来る前に "ready" と言っています。ブローカーはまだ処理していないかもしれず、断るかもしれません。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('ready.order'),
      says: {
        en: 'Your program was ready, but has not written the order. Is it PREFIX + robot/orders that it subscribes to?',
        ja: '準備はできていましたが、命令が出力されていません。購読しているのは PREFIX + robot/orders ですか?',
      },
    },
  ],

  async judge(lab, you) {
    const control = await lab.connect('control');
    await control.subscribeAsync(lab.topic('robot/status'), { qos: 1 });
    await lab.step(
      { en: 'The robot starts on a slow network', ja: '遅いネットワークで、ロボットを起動します' },
      async () => {
        lab.network.delay('SUBACK', SLOW_MS).to('you');
        const program = await you.starts();
        await program.until(lab.inbox(control).next());
        await control.publishAsync(lab.topic('robot/orders'), 'left', { qos: 1 });
        await lab.claim('ready.after-suback', ['SUBACK', 'PUBLISH'], async () => {
          const suback = await program.until(lab.trace.to('you').of('SUBACK').next());
          const ready = lab.trace.from('you').of('PUBLISH').first();
          const inOrder = [...lab.trace].filter((entry) => entry === suback || entry === ready);
          return inOrder.map((entry) => entry.kind === 'packet' && entry.type);
        });
        await lab.claim('ready.order', ['left'], () =>
          program.writes((lines) => lines.length > 0, { en: 'the order', ja: '命令の行' }),
        );
      },
    );
  },
});

const isReady = (sent: { of(type: 'PUBLISH'): { readonly count: number } }) => sent.of('PUBLISH').count > 0;
