import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'Say hello and goodbye', ja: '挨拶をして、つなぐ、終わる' },
  asks: {
    en: 'Your program connects to the broker with MQTT 5, promises to be heard of at least every 30 seconds (keep alive), writes "connected", and leaves in such a way that the broker does not take it for a crash.',
    ja: 'あなたのプログラムは、MQTT 5 でブローカーにつなぎ、少なくとも 30 秒に 1 回は何か送ると約束し(keep alive)、"connected" と出力して終わります。ブローカーに異常終了と思われないように終わってください。',
  },
  minutes: 5,
  hints: [
    {
      en: 'Look at the line with CONNECT: which version of MQTT does it speak, and what does it promise? Which packet comes last?',
      ja: 'CONNECT の行を見てください。MQTT のバージョンは? 何を約束していますか? そして、最後のパケットは何ですか?',
    },
    {
      en: 'Which options of mqtt.connectAsync go into CONNECT, and in which unit is the keep alive? What does the true in endAsync(true) leave out?',
      ja: 'mqtt.connectAsync のどのオプションが CONNECT に入りますか? keep alive の単位は? endAsync(true) の true を付けると、何が省かれますか?',
    },
  ],
  claims: {
    'hello.connect': {
      says: {
        en: 'CONNECT says MQTT 5 and a keep alive of 30 seconds',
        ja: 'CONNECT が MQTT 5 と、30 秒の keep alive を伝える',
      },
    },
    'hello.goodbye': {
      says: {
        en: 'The last packet is DISCONNECT: a goodbye',
        ja: '最後のパケットは DISCONNECT(別れの挨拶)',
      },
    },
  },
  notices: [
    {
      sees: ({ trace }) => {
        const connect = trace.from('you').of('CONNECT').first();
        return connect !== undefined && connect.fields.protocolVersion !== 5;
      },
      says: {
        en: 'CONNECT speaks MQTT 3.1.1. That is the version of MQTT.js unless you name another.',
        ja: 'CONNECT が MQTT 3.1.1 です。指定しなければ、MQTT.js はこのバージョンを使います。',
      },
    },
    {
      sees: ({ trace }) => (trace.from('you').of('CONNECT').first()?.fields.keepAlive ?? 0) >= 1_000,
      says: {
        en: 'This keep alive lasts for hours. It is counted in seconds, not in milliseconds.',
        ja: 'この keep alive は何時間にもなります。単位はミリ秒ではなく秒です。',
      },
    },
    {
      sees: ({ trace }) => {
        const connect = trace.from('you').of('CONNECT').first();
        return connect !== undefined && connect.fields.keepAlive !== 30;
      },
      says: {
        en: 'The keep alive in CONNECT is not 30 seconds. If you name none, MQTT.js says 60.',
        ja: 'CONNECT の keep alive が 30 秒ではありません。指定しなければ、MQTT.js は 60 秒と伝えます。',
      },
    },
    {
      sees: ({ broken, trace }) =>
        broken.includes('hello.goodbye') && trace.from('you').of('CONNECT').count > 0,
      says: {
        en: 'Your program closed its connection without DISCONNECT. To the broker that looks like a crash.',
        ja: 'DISCONNECT なしに接続を閉じました。ブローカーには、異常終了と同じに見えます。',
      },
    },
  ],

  async judge(lab, you) {
    await lab.step({ en: 'Your program comes and goes', ja: 'つないで、終わります' }, async () => {
      const program = await you.starts();
      await program.ends();
      const { protocolVersion, keepAlive } = lab.trace.from('you').of('CONNECT').first()?.fields ?? {};
      await lab.claim('hello.connect', { protocolVersion: 5, keepAlive: 30 }, { protocolVersion, keepAlive });
      await lab.claim('hello.goodbye', 'DISCONNECT', lab.trace.from('you').last()?.type);
    });
  },
});
