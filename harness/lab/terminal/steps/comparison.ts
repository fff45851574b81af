import { columns, padded } from '../../../base/columns.ts';
import type { Language, Text } from '../../../base/text.ts';
import type { JudgedClaim, Observation } from '../../events.ts';
import { marks, verdictOf } from '../../verdict.ts';
import { valueWords } from '../narration/value.ts';

/** What a step has shown. */
export type Finding = JudgedClaim | Observation;

export interface ComparedLine {
  /** What the line is; the lines of one comparison begin their texts in one column. */
  readonly lead: string;
  readonly text: string;
}

/** A learner's prediction, and what was seen, one below the other. */
export function comparison(
  prediction: string,
  findings: readonly Finding[],
  language: Language,
): ComparedLine[] {
  const { expected, seen, packets } = words;
  const width = Math.max(columns(expected[language]), columns(seen[language]));
  const found = findings.map((finding) => foundWords(finding, language));
  const lines = found.length === 0 ? [packets[language]] : found;
  return [
    { lead: padded(expected[language], width), text: prediction },
    ...lines.map((text, at) => ({ lead: padded(at === 0 ? seen[language] : '', width), text })),
  ];
}

function foundWords(finding: Finding, language: Language): string {
  const value = 'missing' in finding ? finding.missing?.[language] : undefined;
  const sentence = `${finding.says[language]}: ${value ?? valueWords(finding.seen)}`;
  return 'result' in finding ? `${marks[verdictOf(finding)]} ${sentence}` : `• ${sentence}`;
}

const words = {
  expected: { en: 'you expected:', ja: '予想:' },
  seen: { en: 'what was seen:', ja: '実際:' },
  packets: { en: 'the packets above', ja: '上のパケット' },
} as const satisfies Readonly<Record<string, Text>>;
