import type { Text } from '../base/text.ts';
import type { Played } from './played.ts';
import type { Situation } from './situation.ts';
import { UNDISTURBED } from './table/plain.ts';

/** The number of situations and the time they took, in one line. */
export function figuresOf(
  played: readonly Played[],
  situations: readonly Situation[],
  milliseconds: number,
): Text {
  const timed = new Set(situations.filter(({ isAboutTime }) => isAboutTime).map(({ id }) => id));
  const runs = played.filter(({ situation }) => situation !== UNDISTURBED);
  const rehearsal = played.find(({ situation }) => situation === UNDISTURBED)?.milliseconds ?? 0;
  const start = played.reduce((sum, { arrival }) => sum + arrival, 0) / Math.max(1, played.length);
  const long = runs.filter(({ situation }) => timed.has(situation)).map((one) => one.milliseconds);
  const longest = seconds(Math.max(0, ...long));
  const [all, first, each] = [seconds(milliseconds), seconds(rehearsal), seconds(start)];
  const aboutTime: Text =
    long.length === 0
      ? { en: 'nothing about time itself', ja: '時間そのものについての状況はなし' }
      : {
          en: `about time itself: ${long.length}, the longest ${longest} s`,
          ja: `時間そのものについての状況は ${long.length} 件(最長 ${longest} 秒)`,
        };
  return {
    en: `${runs.length} situation${runs.length === 1 ? '' : 's'} in ${all} s (first run ${first} s; the program connects ${each} s after its start; ${aboutTime.en})`,
    ja: `状況 ${runs.length} 件に ${all} 秒(最初の実行 ${first} 秒、プログラムは起動から ${each} 秒で接続、${aboutTime.ja})`,
  };
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
