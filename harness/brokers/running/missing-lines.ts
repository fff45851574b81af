import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { quoted } from '../../base/visible.ts';
import type { Output } from '../../process/output.ts';

/** How many lines of the log the error shows, and how wide each may be. */
const [LINES, WIDTH] = [3, 100];

interface Expected {
  /** What is started, as a person calls it, e.g. `the container of emqx/emqx:5.8.9`. */
  readonly title: string;
  readonly readyLine: RegExp;
  /** In ms. */
  readonly patience: number;
}

/** The broker answers CONNECT, but has not written its ready line: the description of the broker is wrong. */
export function noReadyLine(output: Output, { title, readyLine, patience }: Expected): CannotRunError {
  const lines = lastLines(output).map((line) => quoted(line.trim(), WIDTH));
  const seconds = patience / 1_000;
  const [last] = lines;
  return new CannotRunError(
    'no-ready-line',
    {
      en: `${title} answers CONNECT, but in ${seconds} s no line of its log fitted readyLine ${readyLine} (${last ? `its log ends with ${lines.join(', ')}` : 'its log is empty'})`,
      ja: `${title} は CONNECT に応答しますが、${seconds} 秒のあいだ、readyLine ${readyLine} に合う行がログに出ません(${last ? `ログの終わり: ${lines.join('、')}` : 'ログは空です'})`,
    },
    {
      en: "correct readyLine, or raise patience, in this broker's folder of harness/brokers",
      ja: 'harness/brokers にあるこのブローカーのフォルダーで、readyLine を直すか、patience を延ばしてください',
    },
  );
}

/** The last lines of a log in the order they were written; of equal lines, only the last one. */
function lastLines(output: Output): string[] {
  const lines: string[] = [];
  while (lines.length < LINES) {
    const others = lines.map((line) => `(?!${line.replaceAll(/\W/g, '\\$&')}$)`).join('');
    const [line] = output.find(new RegExp(`^${others}.+$`)) ?? [];
    if (line === undefined) break;
    lines.unshift(line);
  }
  return lines;
}

/** Why the version of a broker is unknown. */
export function unknownVersion(name: 'versionLine' | 'readyLine', pattern: RegExp, fits: boolean): Text {
  const line = `${name} ${pattern}`;
  return fits
    ? {
        en: `version unknown: ${line} has no group for the version`,
        ja: `バージョン不明: ${line} にバージョンを取り出すグループがない`,
      }
    : {
        en: `version unknown: no line of its log fits ${line}`,
        ja: `バージョン不明: ${line} に合う行がログにない`,
      };
}
