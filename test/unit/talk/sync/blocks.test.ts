import { describe, expect, test } from 'vitest';
import { synced } from '../../../../harness/talk/sync/sync.ts';
import { block, complaint, deckWith } from './deck-with.ts';

describe('everything else', () => {
  const source = deckWith('snippet', 'labs/03-retain/lab.ts#late', 'of another day\n');
  const { text } = synced('/talk.md', source, 'en');

  test('stays byte for byte', () => {
    const [before, after] = text.split(/```ts[\s\S]*```/);
    expect(before).toBe('# Title \n\ntext\r\n[sync]: # "snippet labs/03-retain/lab.ts#late"\n\n');
    expect(after).toBe('\n\n[synced]: # "snippet"\n\n<!-- notes -->');
  });

  test('is the same when it is written again', () => {
    expect(synced('/talk.md', text, 'en').text).toBe(text);
  });

  test('markers within a block of code are an example', () => {
    const example = `\`\`\`md\n${deckWith('snippet', 'none')}\n\`\`\`\n`;
    expect(synced('/talk.md', example, 'en').text).toBe(example);
  });
});

test('Windows line ends and a byte order mark stay', () => {
  const source = deckWith('snippet', 'labs/03-retain/lab.ts#late').replaceAll(/\r?\n/g, '\n');
  const { text } = synced('/talk.md', source, 'en');
  expect(text).toContain('subscribeAsync');
  const windows = (plain: string) => `\u{feff}${plain.replaceAll('\n', '\r\n')}`;
  expect(synced('/talk.md', windows(source), 'en').text).toBe(windows(text));
});

test.each([
  ['without an end', '[sync]: # "snippet x"', 'talk.md:1: the marker "sync: snippet" has no end'],
  ['without a beginning', '[synced]: # "snippet"', 'talk.md:1: [synced]: # "snippet" ends nothing'],
  ['of another kind', '[sync]: # "snippet x"\n[synced]: # "output"', 'talk.md:2: '],
  ['within another', '[sync]: # "snippet x"\n[sync]: # "output x"', 'talk.md:1: '],
  ['that is empty', 'text\n<!-- sync: -->\n<!-- synced: -->', 'talk.md:2: the marker "sync:" is empty'],
  [
    'that says no more than its kind',
    '[sync]: # "figure"',
    'write e.g. [sync]: # "figure 06-qos-under-fire#2',
  ],
  ['without quotation marks', '[sync]: # figure 1', 'talk.md:1: a sync marker shares its line'],
  ['in the middle of a line', 'text <!-- sync: figure 1 -->', 'talk.md:1: a sync marker shares its line'],
])('a marker %s is named', (_name, source, sentence) => {
  expect(complaint(() => synced('/talk.md', source, 'en'))).toContain(sentence);
});

test.each([
  ['an unknown kind', 'snipet', 'x', 'did you mean snippet?'],
  ['an unknown file', 'snippet', 'labs/03-retain/lba.ts', 'did you mean labs/03-retain/lab.ts?'],
  ['an unknown region', 'snippet', 'labs/03-retain/lab.ts#lat', 'did you mean late?'],
  ['an unknown lab', 'figure', '03-retian#1', 'did you mean 03-retain?'],
  ['an unknown step', 'output', '03-retain#9', 'its steps are 1 to 5'],
  ['an unknown claim', 'output', '03-retain#retain.late', 'did you mean retain.'],
  ['an unknown packet', 'figure', '03-retain#2 without CONACK', 'did you mean CONNACK?'],
  ['an unknown client', 'figure', '03-retain#2 without lat', 'did you mean late?'],
  ['a step without packets', 'figure', '01-start-a-broker#1', 'choose another step'],
  ['too much for a slide', 'figure', '03-retain#3', 'leave packets out'],
])('%s is named with its line', (_name, kind, what, sentence) => {
  const said = complaint(() => block(kind, what));
  expect(said).toMatch(/talk\.md:4: /);
  expect(said).toContain(sentence);
});
