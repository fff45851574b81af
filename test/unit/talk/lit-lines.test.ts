import { Marp } from '@marp-team/marp-core';
import { expect, test } from 'vitest';
import { withMarkers } from '../../../harness/talk/deck/markers.ts';

/** The lines of a block of code as a deck shows them. */
const linesOf = (info: string, code: string): string[] => {
  const { html } = withMarkers(new Marp({ script: false })).render(`\`\`\`${info}\n${code}\n\`\`\``);
  return (/<code[^>]*>(.*)<\/code>/s.exec(html)?.[1] ?? '').split('\n');
};

test('lines that are named stand out, and keep their colours', () => {
  const [one, two, three] = linesOf('python {2}', 'a = "1"\nb = "2"\nc = "3"');
  expect(one).not.toContain('<mark>');
  expect(two).toMatch(/^<mark>.*<span class="hljs-string">.*<\/mark>$/);
  expect(three).not.toContain('<mark>');
});

test('a colour that spans lines is closed at the ends of a lit line', () => {
  const [one, two, three] = linesOf('python {2}', '"""one\ntwo\nthree"""');
  expect(one).toBe('<span class="hljs-string">&quot;&quot;&quot;one');
  expect(two).toBe('</span><mark><span class="hljs-string">two</span></mark><span class="hljs-string">');
  expect(three).toBe('three&quot;&quot;&quot;</span>');
});

test.each(['python', 'python {b}'])('nothing stands out where none is named: %s', (info) => {
  expect(linesOf(info, 'a\nb').join()).not.toContain('<mark>');
});
