import type { Text } from '../../../../base/text.ts';
import type { Command } from '../../state.ts';

/** Actions of the window itself, without the server. */
export type WindowAction = 'fullscreen' | 'presenter' | 'help' | 'overview' | 'go';
/** A digit selects a step while a run is shown; otherwise it begins the number of a slide. */
export type Action = Command | { readonly window: WindowAction } | { readonly digit: string };

interface Key {
  /** In the browser's spelling, with `Shift+` in front if it matters. */
  readonly keys: readonly string[];
  /** As the help shows them. */
  readonly shown: string;
  readonly action: Action | ((key: string) => Action);
  readonly does: Text;
  /** What it does in a saved talk, which has no server. Absent: the same. 'left out': it does nothing. */
  readonly alone?: Text | 'left out';
}

const TO_THE_END = 9_999;

export const keys: readonly Key[] = [
  {
    keys: ['ArrowDown', 'PageDown', ' '],
    shown: '→ ↓ Space PageDown',
    action: { do: 'move', by: 1 },
    does: { en: 'next slide', ja: '次のスライド' },
  },
  {
    keys: ['ArrowUp', 'PageUp', 'Shift+ '],
    shown: '← ↑ PageUp',
    action: { do: 'move', by: -1 },
    does: { en: 'previous slide', ja: '前のスライド' },
  },
  {
    keys: ['ArrowLeft'],
    shown: '←',
    action: { do: 'arrow', by: -1 },
    does: {
      en: 'after a run: packet by packet, from the last one back; opens it',
      ja: '実行のあと: パケットを最後から 1 つずつ開く',
    },
  },
  {
    keys: ['ArrowRight'],
    shown: '→',
    action: { do: 'arrow', by: 1 },
    does: { en: 'with a packet open: the next one', ja: 'パケットを開いているとき: 次のパケット' },
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
    keys: ['g'],
    shown: 'g 12 Enter',
    action: { window: 'go' },
    does: { en: 'to slide 12 (g may be left out)', ja: 'スライド 12 へ(g は省略可)' },
  },
  {
    keys: ['o'],
    shown: 'o',
    action: { window: 'overview' },
    does: { en: 'all slides, to go to one', ja: 'スライド一覧から選ぶ' },
  },
  {
    keys: ['b', '.'],
    shown: 'b .',
    action: { do: 'black' },
    does: { en: 'black screen, and back', ja: '画面を暗くする・戻す' },
  },
  {
    keys: ['r'],
    shown: 'r',
    action: { do: 'run' },
    does: { en: "run the slide's lab, step by step", ja: 'このスライドのラボを 1 ステップずつ動かす' },
    alone: {
      en: "play the slide's recorded run, step by step",
      ja: 'このスライドのラボの記録を 1 ステップずつ再生する',
    },
  },
  {
    keys: ['Enter'],
    shown: 'Enter',
    action: { do: 'play' },
    does: {
      en: 'in a run that waits: play the step (also Space, PageDown, →)',
      ja: '待っている実行のステップを見せる(Space、PageDown、→ も)',
    },
  },
  {
    keys: ['a'],
    shown: 'a',
    action: { do: 'play-through' },
    does: { en: 'run it without waiting; in a run, wait no more', ja: '待たずに最後まで動かす' },
  },
  {
    keys: ['Shift+R'],
    shown: 'Shift+R',
    action: { do: 'replay' },
    does: { en: 'play its recorded run, step by step', ja: '記録を 1 ステップずつ再生する' },
    alone: 'left out',
  },
  {
    keys: ['v'],
    shown: 'v',
    action: { do: 'compare' },
    does: {
      en: 'run it on two brokers, side by side',
      ja: '2 つのブローカーで並べて動かす',
    },
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
    keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shown: '1 … 9, 0',
    action: (digit) => ({ digit }),
    does: {
      en: 'look at that step of the run; 0: where it ends',
      ja: '実行のそのステップを表示する(0: 最後)',
    },
  },
  {
    keys: ['Shift+B'],
    shown: 'Shift+B',
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
    keys: ['d'],
    shown: 'd',
    action: { do: 'scroll-notes', by: 1 },
    does: { en: 'notes: further down', ja: 'ノートの続きを見る' },
    alone: 'left out',
  },
  {
    keys: ['u'],
    shown: 'u',
    action: { do: 'scroll-notes', by: -1 },
    does: { en: 'notes: back up', ja: 'ノートの前を見る' },
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

/** The keys of a saved talk. */
export const keysAlone = keys.flatMap(({ shown, does, alone = does }) =>
  alone === 'left out' ? [] : [{ shown, does: alone }],
);
