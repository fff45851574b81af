import type { Text } from '../base/text.ts';

/* The words of the book's own parts. */

export const siteTitle: Text = { en: 'MQTT hands-on', ja: 'MQTT ハンズオン' };
export const labs: Text = { en: 'Labs', ja: 'ラボ' };
export const talk: Text = { en: 'The talk', ja: '発表' };
export const begin: Text = { en: 'Begin here', ja: 'はじめに' };
export const reference: Text = { en: 'Look up', ja: '調べる' };
export const recordedRun: Text = { en: 'The recorded run', ja: '記録された実行' };
export const theCode: Text = { en: 'The code', ja: 'コード' };
export const tasks: Text = { en: 'Tasks', ja: '課題' };
export const hint: Text = { en: 'Hint', ja: 'ヒント' };
export const codeIntro: Text = {
  en: 'This is the program as it runs. The lit lines are what the lab is about.',
  ja: '実際に動くプログラムです。背景に色が付いた行が、このラボの要点です。',
};
export const recordedOn = (broker: string, day: string): Text => ({
  en: `On ${broker}, ${day}. Choose a packet to see its bytes; the arrow keys go from packet to packet.`,
  ja: `${broker}、${day}。パケットを選ぶとバイト列が開きます。矢印キーで前後のパケットへ移れます。`,
});
export const packetsOf = (step: number): Text => ({
  en: `Packets of step ${step}`,
  ja: `ステップ ${step} のパケット`,
});
export const diagramOf = (step: number): Text => ({
  en: `Sequence diagram of step ${step}`,
  ja: `ステップ ${step} のシーケンス図`,
});
export const bytes: Text = { en: 'bytes', ja: 'バイト列' };
export const field: Text = { en: 'field', ja: 'フィールド' };
export const meaning: Text = { en: 'meaning', ja: '意味' };
export const noRecording: Text = { en: 'There is no recording yet.', ja: '記録はまだありません。' };
export const said: Text = { en: 'What is said', ja: '話すこと' };
