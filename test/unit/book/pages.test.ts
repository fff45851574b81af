import { expect, test } from 'vitest';
import { placesAt } from '../../../harness/book/chapters.ts';
import { guideIn } from '../../../harness/book/guide.ts';
import { withLinks } from '../../../harness/book/links.ts';
import { regionsLit } from '../../../harness/book/pages/labs/code.ts';
import { drawTasks } from '../../../harness/book/pages/labs/tasks.ts';
import { slideTexts } from '../../../harness/book/pages/talk/slide-text.ts';
import { deckOf } from '../../../harness/talk/deck/deck.ts';

const places = placesAt('/base/');
const linked = (markdown: string, file = 'labs/03-retain/README.md', language: 'en' | 'ja' = 'en') =>
  withLinks(markdown, { file, language }, places);

test.for([
  ['[next](../04-qos/README.md)', '[next](/base/labs/04-qos/)'],
  ['[次](../04-qos/README.ja.md)', '[次](/base/ja/labs/04-qos/)'],
  ['[code](lab.ts)', '[code](/base/labs/03-retain/#code)'],
  ['[step](../06-qos-under-fire/lab.ts#2)', '[step](/base/labs/06-qos-under-fire/#step-2)'],
  ['[deviations](../../docs/other-brokers.md#known)', '[deviations](/base/docs/other-brokers/#known)'],
  ['[first page](../../README.md)', '[first page](/base/)'],
  ['![how](../../docs/slide-with-run.en.png)', '![how](/base/files/docs/slide-with-run.en.png)'],
  ['[web](https://mqtt.org)', '[web](https://mqtt.org)'],
  ['[here](#run)', '[here](#run)'],
  ['`[code](lab.ts)`', '`[code](lab.ts)`'],
  ['```\n[code](lab.ts)\n```', '```\n[code](lab.ts)\n```'],
  ['[MQTT-3.3.1-8](3.1.1 では別)', '[MQTT-3.3.1-8](3.1.1 では別)'],
] as const)('%s becomes %s', ([before, after]) => {
  expect(linked(before)).toBe(after);
});

test('a link to a file that is no page leads to the repository', () => {
  expect(linked('[tap](../../harness/wire/tap/tap.ts)')).toMatch(
    /\(https:\/\/[^)]+\/blob\/main\/harness\/wire\/tap\/tap\.ts\)/,
  );
});

test('a page of another language keeps its language', () => {
  expect(linked('[code](lab.ts)', 'labs/03-retain/README.ja.md', 'ja')).toBe(
    '[code](/base/ja/labs/03-retain/#code)',
  );
});

test('files that a page shows are part of the site', () => {
  const own = placesAt('/');
  withLinks('![a](figures/cover.svg)', { file: 'slides/mqtt.en.md', language: 'en' }, own);
  expect([...own.files]).toEqual(['slides/figures/cover.svg']);
});

test('a guide loses its title and the links of its frame', () => {
  const markdown = '# 03 Title\n\nText.\n\n---\n[日本語](README.ja.md) · Next: [04](../04-qos/README.md)\n';
  expect(guideIn(markdown)).toEqual({ title: '03 Title', body: 'Text.' });
  expect(guideIn('# Learning\n\n[日本語](learning.ja.md) · [README](../README.md)\n\nText.\n').body).toBe(
    'Text.',
  );
});

test('the lines of regions are lit, and their marks are gone', () => {
  const source = ['a', '  //#region x', '  b', '  //#endregion', 'c', '# region y', 'd', '# endregion'];
  expect(regionsLit(source)).toEqual({ lines: ['a', '  b', 'c', 'd'], lit: [2, 4] });
});

test('a slide is its text, its figures and what is said', () => {
  const source = [
    '---\nmarp: true\nfooter: "x"\n---\n',
    '[slide]: # "one"\n\n<!-- _class: cover -->\n\n# First\n\n![A door](figures/door.svg)\n',
    '<!--\nTime: 20 s (0:20 so far)\n\nHello.\n\nclaims: a.b\n-->\n',
    '---\n\n# Second\n\nText.\n',
  ].join('\n');
  expect(slideTexts(deckOf('deck.md', source))).toEqual([
    { title: 'First', body: '![A door](figures/door.svg)', notes: ['Hello.'] },
    { title: 'Second', body: 'Text.', notes: [] },
  ]);
});

test('tasks say how they are judged, and keep their hints closed', () => {
  const task = {
    number: 2,
    title: { en: 'Keep <it>', ja: '残す' },
    asks: { en: 'Do it.', ja: 'してください。' },
    hints: [{ en: 'Who has it?', ja: '誰が持っている?' }],
  };
  const drawn = drawTasks('03-retain', [task], 'en');
  expect(drawn).toContain('### 2. Keep &lt;it&gt;');
  expect(drawn).toContain('npm run lab 03 -- --task 2');
  expect(drawn).toContain('<details><summary>Hint 1</summary><p>Who has it?</p></details>');
  expect(drawTasks('03-retain', [], 'en')).toBe('');
});
