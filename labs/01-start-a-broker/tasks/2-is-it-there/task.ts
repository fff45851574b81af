import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { defineTask, errorInFull } from '../../../../harness/task/index.ts';

/** For a broker that is there, on a busy machine, too. */
const LONG_MS = 30_000;
/** For one that is not. */
const SHORT_MS = 1_000;
/** Node itself takes its time to start. */
const MORE_MS = 10_000;

export default defineTask({
  title: { en: 'Is it there at all?', ja: 'そもそも、いる?' },
  asks: {
    en: 'Write a health check, as a container or a deployment script would call it. If a broker answers at MQTT_URL, your program writes one line and ends with exit code 0. If none does, whether the port is closed or nobody speaks MQTT behind it, it writes one line, no stack trace, and ends with exit code 1. It waits no longer than WAIT_MS says, in milliseconds.',
    ja: 'コンテナやデプロイのスクリプトから呼ばれる、ヘルスチェックを書きます。MQTT_URL でブローカーが答えたら、1 行出力して、終了コード 0 で終わります。答えなければ、1 行だけ(スタックトレースなしで)出力して、終了コード 1 で終わります。ポートが閉じているときも、開いていても MQTT の返事がないときも、です。待つのは、長くても環境変数 WAIT_MS のミリ秒までです。',
  },
  minutes: 15,
  builds: true,
  isFastTrack: true,
  exitCodes: [0, 1],
  hints: [
    {
      en: 'Which packet proves that a broker is there: which one does an open port without a broker never send?',
      ja: 'ブローカーがいる証拠になるのは、どのパケットですか? ポートが開いているだけでは決して来ないのは?',
    },
    {
      en: 'How often does MQTT.js try again, and how long does it wait for CONNACK? What is the third argument of mqtt.connectAsync? Who catches its error, and where does an exit code come from?',
      ja: 'MQTT.js は何回つなぎ直し、CONNACK をどれだけ待ちますか? mqtt.connectAsync の 3 つ目の引数は? エラーは誰が受け止め、終了コードは何で決まりますか?',
    },
  ],
  claims: {
    'check.there': {
      says: {
        en: 'A broker is there: one line, exit code 0, after CONNACK',
        ja: 'ブローカーがいる: 1 行、終了コード 0、CONNACK のあとで',
      },
    },
    'check.closed': {
      says: { en: 'The port is closed: one line, exit code 1', ja: 'ポートが閉じている: 1 行、終了コード 1' },
    },
    'check.silent': {
      says: {
        en: 'The port is open, but nobody answers: one line, exit code 1',
        ja: 'ポートは開いているが、返事がない: 1 行、終了コード 1',
      },
    },
  },
  notices: [
    errorInFull,
    {
      sees: ({ lines }) => lines.some((line) => /^\s+at /.test(line)),
      says: {
        en: 'Your program threw an error that nobody caught: a stack trace says little to the person who runs it.',
        ja: 'エラーを誰も受け止めていません。スタックトレースは、使う人へのメッセージになりません。',
      },
    },
    {
      sees: ({ trace, broken }) =>
        !broken.includes('check.closed') && trace.to('you').of('CONNACK').count === 0,
      says: {
        en: 'Your program only knows that the port is open. It has to say CONNECT, and hear CONNACK.',
        ja: 'ポートが開いていることしか確かめていません。CONNECT を送って、CONNACK を受け取る必要があります。',
      },
    },
    {
      sees: ({ broken, exitCodes }) =>
        broken.includes('check.closed') && exitCodes.some((code, at) => at > 0 && code === undefined),
      says: {
        en: 'Nobody answers at the closed port, and your program still tries. When does MQTT.js give up by itself?',
        ja: '閉じたポートに、いつまでもつなごうとしています。MQTT.js が自分からあきらめるのは、いつですか?',
      },
    },
    {
      sees: ({ broken, exitCodes }) =>
        broken.includes('check.silent') && exitCodes.some((code, at) => at > 0 && code === undefined),
      says: {
        en: 'The port is open, but no CONNACK comes, and your program still waits. How long does it wait at most?',
        ja: 'ポートは開いていますが CONNACK が来ないので、ずっと待っています。長くて、どれだけ待ちますか?',
      },
    },
    {
      sees: ({ broken, exitCodes }) =>
        broken.includes('check.closed') && exitCodes.slice(1).some((code) => code === 0),
      says: {
        en: 'No broker was there, but your program ended with exit code 0: a script that calls it believes that all is well.',
        ja: 'ブローカーがいないのに、終了コードが 0 です。呼び出したスクリプトは、うまくいったと思います。',
      },
    },
  ],

  async judge(lab, you) {
    const check = async (wait: number, more: Readonly<Record<string, string>> = {}) => {
      const program = await you.runs('you', { WAIT_MS: String(wait), ...more });
      const { code } = await program.ends(wait + MORE_MS);
      return { code, lines: program.lines.length };
    };
    await lab.step({ en: 'A broker is there', ja: 'ブローカーがいるとき' }, async () => {
      await lab.claim('check.there', { code: 0, lines: 1, connack: true }, async () => {
        const ended = await check(LONG_MS);
        return { ...ended, connack: lab.trace.to('you').of('CONNACK').count > 0 };
      });
    });
    await lab.step({ en: 'No broker is there', ja: 'ブローカーがいないとき' }, async () => {
      await using silent = await listening();
      const closed = await listening();
      await closed[Symbol.asyncDispose]();
      const atOnce = [closed, silent].map(({ port }) =>
        check(SHORT_MS, { MQTT_URL: `mqtt://127.0.0.1:${port}` }),
      );
      await Promise.allSettled(atOnce);
      await lab.claim('check.closed', { code: 1, lines: 1 }, () => atOnce[0]);
      await lab.claim('check.silent', { code: 1, lines: 1 }, () => atOnce[1]);
    });
  },
});

/** A server that accepts connections, and never answers. */
async function listening(): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    sockets.add(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type has other cases, but not for a server that listens on TCP.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
