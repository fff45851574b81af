import type { Text } from '../../../../base/text.ts';
import type { Command } from '../../state.ts';

/** What only the window itself can do. */
export type WindowAction = 'fullscreen' | 'presenter' | 'help';
export type Action = Command | { readonly window: WindowAction };

interface Key {
  /** As the browser names them, `Shift+` in front where it matters. */
  readonly keys: readonly string[];
  /** As they are shown. */
  readonly shown: string;
  readonly action: Action | ((key: string) => Action);
  readonly does: Text;
  /** What it does in a saved talk, which has no server; nothing: the same. Left out: nothing of its own. */
  readonly alone?: Text | 'left out';
}

const TO_THE_END = 9_999;

export const keys: readonly Key[] = [
  {
    keys: ['ArrowRight', 'ArrowDown', 'PageDown', ' '],
    shown: '→ ↓ Space PageDown',
    action: { do: 'move', by: 1 },
    does: { en: 'next slide', ja: '次のスライド' },
  },
  {
    keys: ['ArrowLeft', 'ArrowUp', 'PageUp', 'Shift+ '],
    shown: '← ↑ PageUp',
    action: { do: 'move', by: -1 },
    does: { en: 'previous slide', ja: '前のスライド' },
  },
  {
    keys: ['Home'],
    shown: 'Home',
    action: { do: 'go', to: 0 },
    does: { en: 'first slide', ja: '最初のスライド' },
  },
  {
    keys: ['End'],
    shown: 'End',
    action: { do: 'go', to: TO_THE_END },
    does: { en: 'last slide', ja: '最後のスライド' },
  },
  {
    keys: ['r'],
    shown: 'r',
    action: { do: 'run' },
    does: { en: "run the slide's lab", ja: 'このスライドのラボを動かす' },
    alone: { en: "play the slide's recorded run", ja: 'このスライドのラボの記録を再生する' },
  },
  {
    keys: ['Shift+R'],
    shown: 'Shift+R',
    action: { do: 'replay' },
    does: { en: 'play its recorded run', ja: '記録を再生する' },
    alone: 'left out',
  },
  {
    keys: ['s'],
    shown: 's',
    action: { do: 'hurry' },
    does: { en: 'show the rest of the run at once', ja: '残りを一度に表示する' },
  },
  {
    keys: ['c'],
    shown: 'c',
    action: { do: 'cancel' },
    does: { en: 'cancel the run', ja: '実行を中止する' },
    alone: 'left out',
  },
  {
    keys: ['Escape'],
    shown: 'Esc',
    action: { do: 'back' },
    does: { en: 'back to the slide', ja: 'スライドへ戻る' },
  },
  {
    keys: ['j'],
    shown: 'j',
    action: { do: 'scroll', by: 1 },
    does: { en: 'later packets', ja: 'あとのパケットを見る' },
  },
  {
    keys: ['k'],
    shown: 'k',
    action: { do: 'scroll', by: -1 },
    does: { en: 'earlier packets', ja: '前のパケットを見る' },
  },
  {
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shown: '1 … 9',
    action: (key) => ({ do: 'look', step: Number(key) }),
    does: { en: 'look at that step of the run', ja: '実行のそのステップを表示する' },
  },
  {
    keys: ['b'],
    shown: 'b',
    action: { do: 'next-broker' },
    does: { en: 'next broker', ja: '次のブローカーにする' },
    alone: 'left out',
  },
  {
    keys: ['p'],
    shown: 'p',
    action: { window: 'presenter' },
    does: { en: "open the presenter's view", ja: '発表者用の画面を開く' },
    alone: 'left out',
  },
  {
    keys: ['f'],
    shown: 'f',
    action: { window: 'fullscreen' },
    does: { en: 'fullscreen', ja: '全画面表示' },
  },
  {
    keys: ['i'],
    shown: 'i',
    action: { do: 'invite' },
    does: { en: 'show the QR code for the room', ja: '会場向けの QR コードを表示する' },
    alone: 'left out',
  },
  {
    keys: ['q'],
    shown: 'q',
    action: { do: 'invite-phones' },
    does: {
      en: 'show the QR code for phones (--room)',
      ja: 'スマートフォン参加用の QR コードを表示する(--room)',
    },
    alone: 'left out',
  },
  {
    keys: ['x'],
    shown: 'x',
    action: { do: 'toggle-room' },
    does: {
      en: 'turn phones off, or on again (--room)',
      ja: 'スマートフォンの参加をオフ/オンにする(--room)',
    },
    alone: 'left out',
  },
  {
    keys: ['?', 'Shift+?'],
    shown: '?',
    action: { window: 'help' },
    does: { en: 'these keys', ja: 'キー操作の一覧' },
  },
];

/** The keys as a saved talk lists them. */
export const keysAlone = keys.flatMap(({ shown, does, alone = does }) =>
  alone === 'left out' ? [] : [{ shown, does: alone }],
);
