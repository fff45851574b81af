import { expect, test } from 'vitest';
import { element, escapeXml } from '../../../harness/base/xml.ts';
import { tag } from '../../../harness/report/html/markup.ts';

test('what XML does not know is replaced, what it gives a meaning to is an entity', () => {
  expect(escapeXml('a<b>&"\'\u0000\ud800')).toBe('a&lt;b&gt;&amp;&quot;&apos;\ufffd\ufffd');
});

test('attributes: numbers to a tenth, no false ones, text as text', () => {
  const attributes = { x: 1.26, checked: true, hidden: false, id: undefined, title: '"' };
  expect(element('a', attributes)).toBe('<a x="1.3" checked="" title="&quot;"/>');
});

test('HTML ends every element but those that have no end', () => {
  expect(tag('td', {})).toBe('<td></td>');
  expect(tag('input', { checked: true })).toBe('<input checked=""/>');
  expect(tag('p', { lang: 'ja' }, 'a', tag('b', {}, 'b'))).toBe('<p lang="ja">a<b>b</b></p>');
});
