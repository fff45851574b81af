import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { deckOf } from '../../../harness/talk/deck/deck.ts';
import { altTextProblems } from './checks/alt-texts.ts';
import { claimProblems } from './checks/claims.ts';
import { linkProblems } from './checks/links.ts';
import { markProblems } from './checks/marks.ts';
import { timeProblems } from './checks/times.ts';
import { twinProblems } from './checks/twins.ts';
import { deckText } from './spoiled.ts';
import { slidesFolder } from './talk.ts';

const deck = (body: string, name = 'talk.en.md') => deckOf(path.join(slidesFolder, name), deckText(body));
const slide = (id: string, body = '') => `\n---\n\n[slide]: # "${id}"\n\n# ${id}\n\n${body}\n`;

test.each([
  ['no name', '\n---\n\n# Two', 'talk.en.md:18: the slide has no name'],
  ['a name that is no word', slide('Two Words'), 'has no name'],
  ['a name that another has', slide('one'), 'the name one is that of the slide on line'],
  ['a directive that stays', '<!-- class: demo -->', 'class holds for later slides too: write _class'],
])('a slide with %s is found', (_name, body, sentence) => {
  expect(markProblems(deck(body))).toEqual([expect.stringContaining(sentence)]);
});

test('names of their own, and directives of one slide, are in order', () => {
  expect(markProblems(deck(`<!-- _class: demo -->\n${slide('two-words')}`))).toEqual([]);
});

describe('a twin', () => {
  const image = '![a picture of something](figures/cover.svg)';
  const full = `${image}\n\n[cut]: # "lightning"\n[sync]: # "figure 03-retain#2"\n[synced]: # "figure"\n\n\`\`\`sh\nx\n\`\`\`\n\n<!-- say\nclaims: a.b, c.d\n-->`;
  const one = deck(slide('two', full) + slide('three'));

  test.each([
    ['that is missing', slide('three'), 'two has no twin in talk.ja.md'],
    ['that is more', slide('two', full) + slide('three') + slide('four'), 'four has no twin in talk.en.md'],
    ['at another place', slide('three') + slide('two', full), 'two is at another place than in talk.en.md'],
    [
      'without its image',
      slide('two', full.replace(image, '')) + slide('three'),
      'two: number of images 0, in the other language 1',
    ],
    [
      'in another cut',
      slide('two', full.replace('lightning', 'short')) + slide('three'),
      'two: cuts ["short"]',
    ],
    [
      'with another figure',
      slide('two', full.replace('03-retain#2', '03-retain#1')) + slide('three'),
      'two: synced parts',
    ],
    ['with other claims', slide('two', full.replace('a.b', 'a.c')) + slide('three'), 'two: claims'],
    [
      'without its program',
      slide('two', full.replaceAll('```', '')) + slide('three'),
      'two: number of programs 0',
    ],
    [
      'that looks different',
      slide('two', full) + slide('three', '<!-- _class: demo -->'),
      'three: classes ["demo"]',
    ],
  ])('%s is found', (_name, body, sentence) => {
    expect(twinProblems(one, deck(body, 'talk.ja.md'))).toContainEqual(expect.stringContaining(sentence));
  });

  test('in other words is in order', () => {
    expect(
      twinProblems(one, deck(slide('two', full.replace('say', '言う')) + slide('three'), 'talk.ja.md')),
    ).toEqual([]);
  });
});

test('a claim that no test holds is found, with the nearest one', () => {
  const talk = deck('<!--\nSay it.\nclaims: retain.only-last, retain.onyl-last\n-->');
  expect(claimProblems(talk, ['retain.only-last'])).toEqual([
    expect.stringContaining(
      'talk.en.md:1: no test holds the claim retain.onyl-last: did you mean retain.only-last?',
    ),
  ]);
});

test.each([
  ['[a](../labs/none.ts)', '../labs/none.ts: is not there'],
  ['![a picture](figures/none.svg)', 'figures/none.svg: is not there'],
  ['[a](../README.md#nowhere)', '../README.md#nowhere: there is no #nowhere'],
  ['[a](../package.json#L9999)', 'there is no #L9999'],
  ['[a](#7)', '#7: there is no #7'],
  ['[a](http://example.org/a)', 'no https address'],
  ['[a](https://nowhere)', 'no https address'],
])('the broken link %s is found', (body, sentence) => {
  expect(linkProblems(deck(body))).toEqual([expect.stringMatching(/talk\.en\.md:17: /)]);
  expect(linkProblems(deck(body))[0]).toContain(sentence);
});

test.each([
  '../README.md#learn-mqtt',
  '../README.ja.md#自分で学ぶ',
  '../package.json#L2',
  '#1',
  'https://example.org/a?b#c',
])('the link %s is in order', (target) => {
  expect(linkProblems(deck(`[a](${target})`))).toEqual([]);
});

test('an image that is not described is found', () => {
  expect(altTextProblems(deck('![](figures/cover.svg) ![cover.svg](figures/cover.svg)'))).toHaveLength(2);
});

describe('a time in the notes', () => {
  const timed = (time: string, said: string) => deck(`[cut]: # "lightning"\n\n<!--\n${time}\n\n${said}\n-->`);
  const inOrder = 'Time: 30 s (0:30 so far, 0:30 of the five-minute talk)';

  test.each([
    ['that is missing', 'Time: short', 'words', 'one: its notes do not say how long it takes'],
    [
      'that does not add up',
      'Time: 30 s (0:40 so far, 0:30 of the five-minute talk)',
      'words',
      'one: it is over at 0:30 and 0:30, its notes say 0:40 and 0:30',
    ],
    ['of the cut that is missing', 'Time: 30 s (0:30 so far)', 'words', 'its notes say 0:30'],
    ['too short for what is said', inOrder, 'word '.repeat(68), 'to say it takes 31 s, its notes give it'],
    [
      'too short for what is said in Japanese',
      '時間: 30秒(ここまで0:30、5分版では0:30)',
      'あ'.repeat(153),
      'to say it takes 31 s, its notes give it 30 s',
    ],
    [
      'that makes the cut too long',
      'Time: 301 s (5:01 so far, 5:01 of the five-minute talk)',
      'words',
      'lightning takes 5:01, at most 5:00 is meant',
    ],
    [
      'that makes the talk too long',
      'Time: 1201 s (20:01 so far, 20:01 of the five-minute talk)',
      'words',
      'the talk takes 20:01, at most 20:00 is meant',
    ],
  ])('%s is found', (_name, time, said, sentence) => {
    expect(timeProblems(timed(time, said))).toContainEqual(expect.stringContaining(sentence));
  });

  test('that leaves out what is for the speaker alone is in order', () => {
    const aside = `If asked: ${'word '.repeat(99)}`;
    expect(timeProblems(timed(inOrder, `${'word '.repeat(65)}\n${aside}`))).toEqual([]);
  });
});
