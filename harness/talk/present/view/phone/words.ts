import type { Text } from '../../../../base/text.ts';

/* The words of the phone page. */

export type State = 'connecting' | 'connected' | 'full' | 'off' | 'over' | 'lost';

export const title: Text = { en: 'Take part in the talk', ja: '発表に参加' };

export const states: Readonly<Record<State, Text>> = {
  connecting: { en: 'connecting …', ja: '接続しています…' },
  connected: { en: 'connected to the broker', ja: 'ブローカーに接続中' },
  full: { en: 'The room is full. Trying again …', ja: '満員です。空くのを待っています…' },
  off: {
    en: 'The presenter has turned this off. It comes back by itself.',
    ja: '発表者がオフにしています。オンになると、自動でつながります。',
  },
  over: { en: 'The talk is over. Thank you!', ja: '発表は終わりました。ありがとうございました!' },
  lost: {
    en: 'The connection is lost. Trying again …',
    ja: '接続が切れました。つなぎ直しています…',
  },
};

export const noQuestion: Text = {
  en: 'No question right now. The next one appears here.',
  ja: 'いまは質問がありません。次の質問は、ここに出ます。',
};
export const question: Text = { en: 'Your vote', ja: '投票' };
export const react: Text = { en: 'Send to the slide', ja: 'スライドに送る' };
export const votes = (count: number): Text => ({
  en: count === 1 ? '1 vote' : `${count} votes`,
  ja: `${count}票`,
});
export const phones = (count: number): Text => ({
  en: count === 1 ? '1 phone is here' : `${count} phones are here`,
  ja: `いま${count}台が参加中`,
});
export const sent = (topic: string, payload: string): Text => ({
  en: `sent: PUBLISH ${topic} "${payload}" QoS 0`,
  ja: `送信: PUBLISH ${topic} "${payload}" QoS 0`,
});
