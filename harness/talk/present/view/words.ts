import type { Text } from '../../../base/text.ts';
import type { BrokerState } from '../state.ts';

/* The words of the views. */

export const runLab = (number: string): Text => ({ en: `Run lab ${number}`, ja: `ラボ ${number} を動かす` });
export const playLab = (number: string): Text => ({
  en: `Play lab ${number}, recorded`,
  ja: `ラボ ${number} の記録を再生`,
});
export const recorded: Text = { en: 'Recorded run', ja: '記録の再生' };
export const expected: Text = { en: 'expected', ja: '期待' };
export const seen: Text = { en: 'seen', ja: '実際' };
export const unsupported: Text = { en: 'unsupported', ja: '非対応' };
export const following: Text = { en: 'following the presenter', ja: '発表者の画面を表示中' };
export const alone: Text = {
  en: 'no connection to the server: recorded runs only',
  ja: 'サーバーと接続できません。記録だけ再生できます',
};
export const failed = (why: string): Text => ({
  en: `that did not work: ${why}`,
  ja: `うまくいきませんでした: ${why}`,
});
export const notes: Text = { en: 'Notes', ja: 'ノート' };
export const next: Text = { en: 'Next', ja: '次' };
export const last: Text = { en: 'last slide', ja: '最後のスライドです' };
export const noNotes: Text = { en: 'no notes', ja: 'ノートはありません' };
export const brokers: Text = { en: 'Broker', ja: 'ブローカー' };
export const restart: Text = { en: 'start the clock again', ja: '経過時間を 0 に戻す' };
export const keys: Text = { en: 'Keys', ja: 'キー操作' };
export const join: Text = { en: 'Follow on your own device', ja: '手元の端末でも見られます' };
export const starting: Text = { en: 'starting …', ja: '開始しています…' };
export const offer: Text = { en: 'Shift+R plays the recorded run', ja: 'Shift+R で記録を再生します' };
export const lookBack: Text = { en: '←: packet by packet', ja: '←: パケットを 1 つずつ' };
export const backToRun: Text = {
  en: '← → other packets   Esc: close',
  ja: '← → ほかのパケット   Esc: 閉じる',
};
export const backToSlide: Text = { en: 'Esc: back to the slide', ja: 'Esc: スライドへ戻る' };
export const cancelIt: Text = { en: 'c: cancel', ja: 'c: 中止' };
export const hurryIt: Text = { en: 's: show it all now', ja: 's: 残りを一度に表示' };
export const playIt: Text = { en: 'Space: play the step', ja: 'Space: このステップを見る' };
export const showResult: Text = { en: 'Space: the result', ja: 'Space: 結果を見る' };
export const playThrough: Text = { en: 'a: without waiting', ja: 'a: 待たずに最後まで' };
export const nextStep: Text = { en: 'Next', ja: '次のステップ' };
export const theBroker: Text = { en: 'broker', ja: 'ブローカー' };
export const lostPacket = (type: string): Text => ({ en: `${type} lost`, ja: `${type} が消えた` });
export const recordedPart = (from: number): Text => ({
  en: `recorded from step ${from} on`,
  ja: `ステップ ${from} からは記録`,
});
export const cancelled: Text = { en: 'Cancelled', ja: '中止しました' };
export const couldNotRun: Text = { en: 'Could not run to its end', ja: '最後まで動きませんでした' };

export const brokerStates: Readonly<Record<BrokerState['state'], Text>> = {
  idle: { en: 'not started', ja: '未起動' },
  starting: { en: 'starting', ja: '起動中' },
  ready: { en: 'ready', ja: '準備完了' },
  failed: { en: 'not available', ja: '使えません' },
};
export const labHere = (number: string): Text => ({ en: `Lab ${number}`, ja: `ラボ ${number}` });
export const overview: Text = { en: 'All slides', ja: 'スライド一覧' };
export const goTo = (number: string, slides: number): Text => ({
  en: number === '' ? `go to a slide: its number (1 to ${slides}), then Enter` : `to slide ${number}: Enter`,
  ja: number === '' ? `スライド番号(1〜${slides})を打って Enter` : `Enter でスライド ${number} へ`,
});
export const isBlack: Text = {
  en: 'the screen is black (b or . lights it)',
  ja: '画面を暗くしています(b か . で戻す)',
};
export const onTime: Text = { en: 'on time', ja: '予定どおり' };
export const off = (seconds: number, minutes: (seconds: number) => string): Text => {
  const time = minutes(Math.abs(seconds));
  return seconds > 0
    ? { en: `${time} behind`, ja: `${time} 遅れ` }
    : { en: `${time} ahead`, ja: `${time} 早い` };
};
export const ofTotal = (time: string): Text => ({ en: `of ${time}`, ja: `全体 ${time}` });

/** The real duration; the run is shown more slowly. */
export const took = (ms: number): Text => ({
  en: `took\u00a0${Math.round(ms)}\u00a0ms`,
  ja: `所要\u00a0${Math.round(ms)}\u00a0ms`,
});

export const bytes = (count: number, written: string): Text => ({
  en: `${written} byte${count === 1 ? '' : 's'}`,
  ja: `${written} バイト`,
});
export const firstBytes = (kept: number, all: string): Text => ({
  en: `first ${kept} of ${all} bytes kept`,
  ja: `${all} バイトのうち、はじめの ${kept} バイトだけを記録`,
});
export const bothAlike: Text = {
  en: 'No packet differs, but for identifiers and times',
  ja: '違うパケットはありません(ID と時刻は除く)',
};
export const firstDifference: Text = { en: 'First difference', ja: '最初の違い' };
export const comparing: Text = { en: 'comparing …', ja: '比べています…' };
