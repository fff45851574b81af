import type { Text } from '../../base/text.ts';

/* The words of the button that runs a lab. */

export const runIt: Text = { en: '▶ Run this lab', ja: '▶ このラボを実行' };
export const stopIt: Text = { en: '■ Stop', ja: '■ 止める' };
export const otherRuns: Text = { en: 'Another lab is running.', ja: 'ほかのラボを実行中です。' };
export const noServer: Text = {
  en: 'The server does not answer: start npm run book -- --serve again, and open the address that it prints.',
  ja: 'サーバーが応答しません。npm run book -- --serve をもう一度起動して、表示されたアドレスを開いてください。',
};
export const states: Readonly<Record<'running' | 'ended', (broker: string) => Text>> = {
  running: (broker) => ({ en: `Running on ${broker} …`, ja: `${broker} で実行中…` }),
  ended: (broker) => ({
    en: `This is what happened on ${broker}, just now.`,
    ja: `たった今、${broker} で実行した結果です。`,
  }),
};
