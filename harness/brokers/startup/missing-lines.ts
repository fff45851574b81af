import type { Text } from '../../base/text.ts';

/** The lines of a broker's log that tell about it. */
export interface LogLines {
  readonly readyLine: RegExp;
  /** Its first group is the version; the ready line if left out. */
  readonly versionLine?: RegExp | undefined;
  /** How long the ready line was waited for, in ms. */
  readonly patience: number;
}

/** What was found of them. */
export interface FoundLines {
  readonly isReadySeen: boolean;
  readonly version: RegExpExecArray | undefined;
}

/** What a reader has to know about a broker that answers, but whose log is not as its description says. */
export function remarksOn(lines: LogLines, { isReadySeen, version }: FoundLines): Text[] {
  const remarks: Text[] = [];
  if (!isReadySeen) remarks.push(noReadyLine(lines));
  if (version?.[1] === undefined && (isReadySeen || lines.versionLine !== undefined)) {
    remarks.push(unknownVersion(lines, version !== undefined));
  }
  return remarks;
}

const noReadyLine = ({ readyLine, patience }: LogLines): Text => ({
  en: `no line of its log fitted readyLine ${readyLine} in ${patience / 1_000} s`,
  ja: `${patience / 1_000} 秒待っても readyLine ${readyLine} に合う行がログにない`,
});

function unknownVersion({ readyLine, versionLine }: LogLines, fits: boolean): Text {
  const line = versionLine === undefined ? `readyLine ${readyLine}` : `versionLine ${versionLine}`;
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
