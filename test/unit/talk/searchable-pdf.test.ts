import { expect, test } from 'vitest';
import { withoutRadicals } from '../../../harness/talk/deck/formats/searchable-pdf.ts';

test('a glyph is named after the character, not after the radical that looks the same', () => {
  const cmap = '3 beginbfchar\n<05> <2F47>\n<06> <3042>\n<07> <2ED1>\nendbfchar\n';
  expect(withoutRadicals(cmap)).toBe('3 beginbfchar\n<05> <65E5>\n<06> <3042>\n<07> <9577>\nendbfchar\n');
});

test('in a range too, whose characters are no range', () => {
  const cmap = '2 beginbfrange\n<01> <03> <0041>\n<04> <06> <2F46>\nendbfrange\n';
  expect(withoutRadicals(cmap)).toBe(
    '2 beginbfrange\n<01> <03> <0041>\n<04> <06> [<65E0> <65E5> <66F0>]\nendbfrange\n',
  );
});
