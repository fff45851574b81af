import type { Text } from '../../../base/text.ts';

/** Where every word is explained. */
export const glossary: Text = { en: 'docs/glossary.md', ja: 'docs/glossary.ja.md' };

/** Words of the output that a beginner does not know, each with the name of its entry in the glossary. */
export const explained = {
  tap: {
    en: 'tap: the proxy that saw this packet on its way',
    ja: 'タップ(tap): 途中でこのパケットを見ている中継役',
  },
  claim: {
    en: 'claim: a sentence that this run checked, ✔ if it holds',
    ja: '主張(claim): この実行で確かめた文。成り立てば ✔',
  },
  statement: {
    en: 'MQTT-…: the statement of the standard behind it',
    ja: 'MQTT-…: もとになる規格の規定の番号',
  },
  fence: {
    en: 'fence: a last message; it proves that nothing else comes',
    ja: 'フェンス(fence): もう何も来ないと確かめる最後の 1 通',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type Explained = keyof typeof explained;
