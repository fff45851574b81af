import type { Text } from '../../../base/text.ts';
import { type Question, question } from './question.ts';

const words = {
  disconnect: { en: 'DISCONNECT', ja: 'DISCONNECT を送る' },
  nothing: { en: 'no DISCONNECT: the connection just ends', ja: 'DISCONNECT なしで接続が切れる' },
} as const;

const library: Text = {
  en: 'a library: its program decides',
  ja: 'ライブラリーなので、使うプログラムしだい',
};

export const ending: readonly Question[] = [
  question({
    id: 'end.after-publishing',
    says: { en: 'Goodbye after publishing', ja: '送り終えたあとの別れの挨拶' },
    protocolVersions: [],
    words,
    senseless: ({ isLibrary }) => (isLibrary ? library : undefined),
    look: async (stage, client) => {
      const { url, topic } = stage;
      const program = stage.run(client.publish({ url, topic, qos: 1, payload: 'open' }));
      await program.ended;
      await stage.readToEnd(program);
      return stage.trace.of('DISCONNECT').count > 0 ? 'disconnect' : 'nothing';
    },
  }),
  question({
    id: 'end.sigterm',
    says: {
      en: 'Goodbye when a subscriber is asked to end (SIGTERM)',
      ja: '購読中に終了を求められたとき(SIGTERM)の別れの挨拶',
    },
    protocolVersions: [],
    words,
    senseless: ({ isLibrary }) => (isLibrary ? library : undefined),
    look: async (stage, client) => {
      const { url, topic } = stage;
      const program = stage.run(client.subscribe({ url, topic, qos: 1, count: 1 }));
      await stage.first(stage.trace.of('SUBACK'), program);
      await program.stop();
      await stage.readToEnd(program);
      return stage.trace.of('DISCONNECT').count > 0 ? 'disconnect' : 'nothing';
    },
  }),
];
