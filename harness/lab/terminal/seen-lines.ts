import type { Language } from '../../base/text.ts';
import type { JudgedClaim } from '../events.ts';
import { valueWords } from './narration/value.ts';

type Shown = Pick<JudgedClaim, 'result' | 'expected' | 'seen' | 'condition' | 'missing'>;

/**
 * What a claim expected and saw, line by line. A claim that holds shows it only if several values are allowed, such as a measured
 * time and its window.
 */
export function seenLines(claim: Shown, language: Language): (readonly ['expected' | 'seen', string])[] {
  const { result, expected, seen, condition, missing } = claim;
  if (result === 'holds' && condition === undefined) return [];
  const wanted = condition?.[language] ?? valueWords(expected);
  const came = missing?.[language] ?? valueWords(seen);
  return result === 'holds'
    ? [
        ['seen', came],
        ['expected', wanted],
      ]
    : [
        ['expected', wanted],
        ['seen', came.replaceAll('\n', '\n        ')],
      ];
}
