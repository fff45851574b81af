import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipped, columns, padded } from '../../../harness/base/columns.ts';
import { printable, quoted, visible, visibleTopic } from '../../../harness/base/visible.ts';
import { visiblePayload } from '../../../harness/wire/print/payload.ts';
import { LinePrinter, printTrace } from '../../../harness/wire/print/print.ts';
import { message, packet } from '../wire/trace/story.ts';

/** Everything that acts on a terminal or on the text around it, or can't be seen. */
const harmful = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}]/u;
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text)),
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('\u001b[2J', '\r', '\n', '\u202e', '\u009b', 'é', 'か\u3099', '😀', '"', '\\'),
    maxLength: 20,
  }),
);

test.each([
  ['open', 'open'],
  ['line\nline\ttab\r', 'line\\nline\\ttab\\r'],
  ['\u001b[31mred\u007f\u009b2J', '\\x1b[31mred\\x7f\\x9b2J'],
  ['abc\u202edef\u2066', 'abc\\u202edef\\u2066'],
  ['back\\slash', 'back\\\\slash'],
  ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
  ['no\u00a0break', 'no\\xa0break'],
  ['\u2028', '\\u2028'],
  ['\u{e0041}', '\\u{e0041}'],
  ['\ud800', '\\ud800'],
  ['温度　２１℃', '温度　２１℃'],
  ['か\u3099', 'か\u3099'],
  ['e\u0301\u0301\u0301', 'e\u0301\u0301\\u0301'],
  ['\u0301e', '\\u0301e'],
  ['⚠️', '⚠️'],
  ['a\ufe0f', 'a\\ufe0f'],
  ['😀', '😀'],
])('%j is shown as %j', (text, expected) => {
  expect(visible(text)).toBe(expected);
});

test.each([
  ['C:\\certs\nnext', 'C:\\certs·next'],
  ['\u001b[2Jab\u202ecd', '·[2Jab·cd'],
  ['no\u00a0break, \u3164, \u{e0041}', 'no·break, ·, ·'],
  ['e\u0301\u0301\u0301 か\u3099 ⚠️', 'e\u0301\u0301· か\u3099 ⚠️'],
])('in a sentence %j is shown as %j', (text, expected) => {
  expect(printable(text, 40)).toBe(expected);
});

test('a sentence is cut by what it takes on a terminal', () => {
  expect(printable('0123456789', 5)).toBe('0123…');
  expect(printable('温度計です', 5)).toBe('温度…');
});

test('nothing harmful is left of any text, however it is cut', () => {
  fc.assert(
    fc.property(anyText, fc.nat(30), (text, width) => {
      for (const shown of [
        visible(text),
        visible(text, width),
        printable(text, width),
        quoted(text, width),
        visibleTopic(text, width),
      ]) {
        expect(shown).not.toMatch(harmful);
      }
      for (const show of [visible, printable])
        expect(columns(show(text, width + 1))).toBeLessThanOrEqual(width + 1);
    }),
  );
});

test('two texts that differ are never shown alike', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      fc.pre(a.toWellFormed() !== b.toWellFormed());
      expect(quoted(a, 1000)).not.toBe(quoted(b, 1000));
    }),
  );
});

test('a quoted text ends where its quotes do', () => {
  expect(quoted('a" 19 B', 20)).toBe(`'a" 19 B'`);
  expect(quoted(`it's "x"`, 20)).toBe(`"it's \\"x\\""`);
  expect(quoted('{"temp":21}', 20)).toBe(`'{"temp":21}'`);
  expect(quoted('0123456789', 4)).toBe('"0123"…');
});

test('a topic that could be taken for several words is quoted', () => {
  expect(visibleTopic('office/door', 20)).toBe('office/door');
  expect(visibleTopic('office door  "open"', 40)).toBe(`'office door  "open"'`);
  expect(visibleTopic('', 20)).toBe('""');
});

test.each([
  ['text', Buffer.from('open'), 4, '"open"'],
  ['a long text', Buffer.from('x'.repeat(50)), 50, `"${'x'.repeat(32)}"…`],
  ['a text of which the tap kept a part', Buffer.from('温度').subarray(0, 5), 6, '"温"…'],
  ['bytes', Buffer.from([0xff, 0xd8, 0x00]), 3, 'hex ff d8 00'],
  ['many bytes', Buffer.alloc(64, 0xff), 64, `hex ${'ff '.repeat(10)}…`],
  ['a byte order mark', Buffer.from('\ufeffopen'), 7, '"\\ufeffopen"'],
  ['nothing', Buffer.alloc(0), 0, '""'],
])('a payload in one line: %s', (_, payload, total, expected) => {
  expect(visiblePayload(payload, total, 32)).toBe(expected);
});

test('whatever is sent, a line has no control character and no second line', () => {
  fc.assert(
    fc.property(anyBytes, anyText, anyText, fc.nat(5), (payload, topic, client, more) => {
      const fields = { ...message(topic, ''), payload, payloadLength: payload.length + more };
      const entry = packet('PUBLISH', { client, fields, malformed: topic });
      const text = new LinePrinter({ language: 'ja' }).line(entry) ?? '';
      expect(text).not.toMatch(harmful);
      expect(columns(text)).toBeLessThan(300);
      expect(printTrace([entry], { language: 'en' })).toBe(
        `${new LinePrinter({ language: 'en' }).line(entry)}\n`,
      );
    }),
    { numRuns: 300 },
  );
});

test('cells: full-width characters take two, marks none', () => {
  expect(['a', 'あ', '漢', 'Ａ', 'ｱ', '😀', 'か\u3099', '→', '한', '⚠️'].map(columns)).toEqual([
    1, 2, 2, 2, 1, 2, 2, 1, 2, 2,
  ]);
  expect(['🇯🇵', '🈁', '☰', '〇', '각', '각', '㉈', '\u00ad'].map(columns)).toEqual([2, 2, 2, 2, 2, 2, 1, 1]);
  expect(padded('温度', 6)).toBe('温度  ');
  expect(clipped('温度計', 5)).toBe('温度…');
  expect(clipped('温度計', 4)).toBe('温…');
});
