import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sequenceSvg } from '../../../harness/diagram/svg.ts';
import { covered, elements, outside, overlaps, parseSvg, textBoxes } from './drawing.ts';
import { hostileOptions, hostileTrace } from './stories.ts';

describe('what is sent can do no harm', () => {
  test('it is well-formed XML, it is text, and it has no control characters', () => {
    fc.assert(
      fc.property(hostileTrace, hostileOptions, (trace, options) => {
        const svg = sequenceSvg(trace, options);
        expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}]/u);
        const names = new Set(elements(parseSvg(svg), '*').map(({ tagName }) => tagName));
        const known = new Set(['title', 'desc', 'style', 'rect', 'path', 'text', 'tspan', 'svg']);
        expect([...names].filter((name) => !known.has(name))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('no text touches another or leaves the picture, whatever it says', () => {
    fc.assert(
      fc.property(hostileTrace, hostileOptions, (trace, options) => {
        const root = parseSvg(sequenceSvg(trace, options));
        const boxes = textBoxes(root);
        expect(overlaps(boxes)).toEqual([]);
        expect(covered(root)).toEqual([]);
        expect(outside(root, boxes)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
