import type { Text } from '../../base/text.ts';

/** The lines to find in a broker's log. */
export interface LogLines {
  readonly readyLine: RegExp;
  /** The line with the version in its first group; default: the ready line. */
  readonly versionLine?: RegExp | undefined;
  /** How long the ready line was waited for, in ms. */
  readonly patience: number;
}

/** The lines that were found. */
export interface FoundLines {
  readonly isReadySeen: boolean;
  readonly version: RegExpExecArray | undefined;
}

/** Remarks about a broker that answers, but whose log lacks a line of its description. */
export function remarksOn(lines: LogLines, { isReadySeen, version }: FoundLines): Text[] {
  const remarks: Text[] = [];
  if (!isReadySeen) remarks.push(noReadyLine(lines));
  if (version?.[1] === undefined && (isReadySeen || lines.versionLine !== undefined)) {
    remarks.push(unknownVersion(lines, version !== undefined));
  }
  return remarks;
}

const noReadyLine = ({ readyLine, patience }: LogLines): Text => ({
  en: `no line of its log matched readyLine ${readyLine} in ${patience / 1_000} s`,
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
        en: `version unknown: no line of its log matches ${line}`,
        ja: `バージョン不明: ${line} に合う行がログにない`,
      };
}
