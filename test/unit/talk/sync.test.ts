import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { columns } from '../../../harness/base/columns.ts';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { languages, same } from '../../../harness/base/text.ts';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import type { Differences, ObservedValue } from '../../../harness/report/differences/document.ts';
import { differences } from '../../../harness/talk/sync/differences.ts';
import { changesFor, make, synced } from '../../../harness/talk/sync/sync.ts';
import { outside, overlaps, parseSvg, textBoxes } from '../diagram/drawing.ts';

const place = { deck: '/talk.md', line: 1 };

const deckWith = (kind: string, what: string, between = '') =>
  `# Title \n\ntext\r\n[sync]: # "${kind} ${what}"\n${between}[synced]: # "${kind}"\n\n<!-- notes -->`;

/** What is written between the markers of a deck of one block. */
const block = (kind: string, what: string) =>
  synced('/talk.md', deckWith(kind, what), 'en').text.split('\n').slice(4, -4).join('\n').trim();

const complaint = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof CannotRunError) return String(error.message);
    throw error;
  }
  return 'none';
};

describe('a snippet', () => {
  test('is a region, moved to the left edge', () => {
    expect(block('snippet', 'labs/06-qos-under-fire/lab.ts#qos1')).toBe(
      "```ts\nlab.network.lose('PUBACK').to('publisher').andCut();\nawait publisher.publishAsync(door, 'open', { qos: 1 });\n```",
    );
  });

  test('is a whole file where no region is named', async () => {
    const file = await readFile(path.join(repositoryRoot, 'labs/12-paho/old_example.py'), 'utf8');
    expect(block('snippet', 'labs/12-paho/old_example.py')).toBe(`\`\`\`python\n${file}\`\`\``);
  });

  test('names the lines to light by their numbers behind the language', () => {
    const [fence] = block('snippet', 'labs/12-paho/right.py#right lit on_message(,publish(').split('\n');
    expect(fence).toBe('```python {5,3}');
    expect(complaint(() => block('snippet', 'labs/12-paho/right.py#right lit publsh('))).toContain(
      'labs/12-paho/right.py#right has no line with "publsh("',
    );
  });

  test.each(['../outside.ts', '/etc/hosts', 'labs/../../outside.ts'])(
    'does not leave the repository: %s',
    (file) => {
      expect(complaint(() => block('snippet', file))).toContain('talk.md:4: ');
      expect(complaint(() => block('snippet', file))).toContain(`${file} is outside the repository`);
    },
  );

  test('does not leave the repository by a link', async () => {
    const outside = await mkdtemp(path.join(os.tmpdir(), 'outside-'));
    const link = path.join(repositoryRoot, 'slides/link.tmp.ts');
    onTestFinished(() => Promise.all([rm(outside, { recursive: true }), rm(link)]).then(() => {}));
    await writeFile(path.join(outside, 'secret.ts'), 'secret');
    await symlink(path.join(outside, 'secret.ts'), link);
    expect(complaint(() => block('snippet', 'slides/link.tmp.ts'))).toContain('outside the repository');
  });
});

describe('a figure', () => {
  const { text, figures } = synced('/talk.md', deckWith('figure', '06-qos-under-fire#2'), 'ja');
  const svg = figures.get('figures/recorded/06-qos-under-fire-2.ja.svg') ?? '';

  test('is an image, described in the language of the deck', () => {
    expect(text).toMatch(
      /^!\[QoS 1: PUBACK が消える: publisher → broker: PUBLISH、.*PUBACK \(消失\).*\]\(figures\/recorded\/06-qos-under-fire-2\.ja\.svg\)$/m,
    );
  });

  test('fits below the title of a slide, and can be read from the last row', () => {
    const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect(Number(width)).toBeLessThanOrEqual(1136);
    expect(Number(height)).toBeLessThanOrEqual(480);
    const labels = [...svg.matchAll(/class="label"[^>]* font-size="([\d.]+)"/g)].map(([, size]) =>
      Number(size),
    );
    expect(Math.min(...labels)).toBeGreaterThanOrEqual(20);
  });

  test('shows who takes part in it, and none of the fences of the harness', () => {
    expect(svg).toContain('Mosquitto');
    expect(svg).not.toMatch(/fence|calm-publisher|slow/);
  });

  test('is the step in which a claim was judged', () => {
    const named = synced('/talk.md', deckWith('figure', '06-qos-under-fire#qos1.at-least-once'), 'ja');
    expect([...named.figures]).toEqual([...figures]);
  });

  test('shows packet ids if it is told to', () => {
    expect(svg).not.toMatch(/\bid \d+/);
    const what = '06-qos-under-fire#3 without CONNECT,CONNACK,subscriber with ids';
    const [drawn = ''] = synced('/talk.md', deckWith('figure', what), 'en').figures.values();
    const ids = [...drawn.matchAll(/publisher → broker: PUBLISH[^<]*?\bid (\d+)/g)].map(([, own]) => own);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('leaves out what it is told to', () => {
    const what = '06-qos-under-fire#2 without CONNACK,subscriber.PUBACK';
    const [[file, drawn] = []] = synced('/talk.md', deckWith('figure', what), 'en').figures;
    expect(file).toBe('figures/recorded/06-qos-under-fire-2.en.svg');
    expect(drawn).not.toContain('CONNACK');
    expect(drawn?.match(/→ [a-z]+: PUBACK/g)).toHaveLength(2);
  });
});

/** Steps whose packets fit on a slide as they are. */
const drawable = [
  '02-publish-subscribe#1',
  '03-retain#2',
  '06-qos-under-fire#1',
  '07-session#5',
  '09-last-will#3',
];

test.each(drawable)('in the figure of %s no text touches another', (what) => {
  for (const language of languages) {
    const [svg = ''] = synced('/talk.md', deckWith('figure', what), language).figures.values();
    const root = parseSvg(svg);
    const boxes = textBoxes(root);
    expect(overlaps(boxes)).toEqual([]);
    expect(outside(root, boxes)).toEqual([]);
  }
});

describe('an output', () => {
  const lines = block('output', '03-retain#2').split('\n');

  test('is what a terminal shows: packets, then claims', () => {
    expect(lines).toContain('broker → late    PUBLISH    qos 1  retain  office/door  "open"');
    expect(lines.at(-2)).toMatch(/^ {2}|^✔ /);
  });

  test.each(['02-publish-subscribe#2', '06-qos-under-fire#5', '07-session#1'])(
    'of %s has at most 68 columns',
    (what) => {
      for (const line of block('output', what).split('\n')) expect(columns(line)).toBeLessThanOrEqual(68);
    },
  );

  test('breaks Japanese between phrases: no line begins with a particle or an ending', () => {
    const { text } = synced('/talk.md', deckWith('output', '01-start-a-broker#2'), 'ja');
    const broken = text.split('\n').filter((line) => line.startsWith('  '));
    expect(broken).not.toEqual([]);
    for (const line of broken) expect(line).not.toMatch(/^ *\p{Script=Hiragana}/u);
  });
});

const origin = same('');
const measuredAt = '2026-11-24';
const at = (broker: string, version: string, protocolVersion: 4 | 5, seen: string): ObservedValue => ({
  broker,
  version,
  protocolVersion,
  seen,
  answer: { en: `${seen} in words`, ja: `言葉で ${seen}` },
});

const measured: Differences = {
  format: 'mqtt-hands-on-differences',
  version: 1,
  brokers: [
    { name: 'mosquitto', version: '2.0.9', origin, measuredAt },
    { name: 'mosquitto', version: '2.0.21', origin, measuredAt },
    { name: 'embedded', version: '2.0.0', origin, measuredAt },
    { name: 'emqx', version: '5.8.9', origin, measuredAt },
  ],
  observations: [
    {
      id: 'hash',
      says: { en: '# | allowed', ja: '# が使える' },
      protocolVersions: [4, 5],
      settings: {},
      values: [
        at('mosquitto', '2.0.9', 5, 'old'),
        at('mosquitto', '2.0.21', 5, 'new'),
        at('embedded', '2.0.0', 4, 'one'),
        at('embedded', '2.0.0', 5, 'two'),
        { broker: 'emqx', version: '5.8.9', protocolVersion: 5, reason: same('not there') },
      ],
    },
    { id: 'nobody', says: same('x'), protocolVersions: [5], settings: {}, values: [] },
  ],
};

test('differences are a table of what was measured, on the newest version of each broker', () => {
  expect(differences('mosquitto,embedded,emqx hash,nobody', place, 'ja', measured)).toEqual([
    '| 違うところ | Mosquitto 2.0.21 | aedes (embedded) 2.0.0 |',
    '| --- | --- | --- |',
    '| # が使える | 言葉で new | MQTT 3.1.1: 言葉で one / MQTT 5: 言葉で two |',
  ]);
  expect(differences('mosquitto hash', place, 'en', measured)[2]).toBe('| # \\| allowed | new in words |');
});

test('differences are on the version that is named', () => {
  expect(differences('mosquitto@2.0.9 hash', place, 'en', measured)).toEqual([
    '| What differs | Mosquitto 2.0.9 |',
    '| --- | --- |',
    '| # \\| allowed | old in words |',
  ]);
});

test.each([
  ['mosquito hash', 'did you mean mosquitto?'],
  ['mosquitto@2.0.22 hash', 'docs/differences.json has no mosquitto 2.0.22: did you mean 2.0.21?'],
  ['mosquitto hahs', 'did you mean hash?'],
])('differences of %s: the nearest name', (what, sentence) => {
  expect(complaint(() => differences(what, place, 'en', measured))).toContain(sentence);
});

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

describe('the time so far', () => {
  const slide = (id: string, time: string, cut = '') =>
    `---\n\n[slide]: # "${id}"\n${cut}\n# ${id}\n\n<!--\n${time}\n\nSay it.\n-->\n`;
  const lightning = '[cut]: # "lightning"\n';
  const timesOf = (source: string, language: 'en' | 'ja') =>
    synced('/talk.md', source, language).text.match(/^(?:Time|時間): .*$/gm);

  test('is written after the seconds of each slide, also for the five-minute talk', () => {
    const source = [
      slide('one', 'Time: 25 s', lightning),
      slide('two', 'Time: 40 s (9:99 so far, 8:88 of the five-minute talk)'),
      slide('three', 'Time: 65 s (0:00 so far)', '[cut]: # "short, lightning"\n'),
    ].join('\n');
    expect(timesOf(source, 'en')).toEqual([
      'Time: 25 s (0:25 so far, 0:25 of the five-minute talk)',
      'Time: 40 s (1:05 so far)',
      'Time: 65 s (2:10 so far, 1:30 of the five-minute talk)',
    ]);
  });

  test('is written in Japanese, too', () => {
    const source = slide('one', '時間: 25秒(ここまで0:99)', lightning) + slide('two', '時間: 40秒');
    expect(timesOf(source, 'ja')).toEqual([
      '時間: 25秒(ここまで0:25、5分版では0:25)',
      '時間: 40秒(ここまで1:05)',
    ]);
  });

  test('is left alone where the notes give no seconds', () => {
    const source = slide('one', 'Time: short (1:00 so far)');
    expect(synced('/talk.md', source, 'en').text).toBe(source);
  });
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

test('two figures of the same steps that differ are named', () => {
  const source = `${deckWith('figure', '03-retain#2')}\n${deckWith('figure', '03-retain#2 without SUBACK')}`;
  expect(complaint(() => synced('/talk.md', source, 'en'))).toMatch(
    /talk\.md:11: another figure .*03-retain-2\.en\.svg/,
  );
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

test('Windows line ends and a byte order mark stay', () => {
  const source = deckWith('snippet', 'labs/03-retain/lab.ts#late').replaceAll(/\r?\n/g, '\n');
  const { text } = synced('/talk.md', source, 'en');
  expect(text).toContain('subscribeAsync');
  const windows = (plain: string) => `\u{feff}${plain.replaceAll('\n', '\r\n')}`;
  expect(synced('/talk.md', windows(source), 'en').text).toBe(windows(text));
});

describe('the files of a deck', () => {
  async function folderWith(source: string): Promise<{ folder: string; deck: string }> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sync-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const deck = path.join(folder, 'mqtt.en.md');
    await writeFile(deck, source);
    return { folder, deck };
  }

  test('are in step afterwards, and a figure that nobody shows any more is gone', async () => {
    const { folder, deck } = await folderWith(deckWith('figure', '03-retain#2'));
    for (const change of await changesFor([deck])) await make(change);
    expect(await changesFor([deck])).toEqual([]);
    expect(await readdir(path.join(folder, 'figures/recorded'))).toEqual(['03-retain-2.en.svg']);
    await writeFile(deck, 'nothing to see');
    for (const change of await changesFor([deck])) await make(change);
    expect(await readdir(path.join(folder, 'figures/recorded'))).toEqual([]);
  });

  test('are left alone where they may belong to another deck of the folder', async () => {
    const { folder, deck } = await folderWith(deckWith('figure', '03-retain#2'));
    for (const change of await changesFor([deck])) await make(change);
    const other = path.join(folder, 'my.md');
    await writeFile(other, 'nothing to see');
    expect(await changesFor([other], false)).toEqual([]);
    expect(await changesFor([deck, other])).toEqual([]);
  });

  test('stay as they are where something is wrong', async () => {
    const source = `${deckWith('figure', '03-retain#2')}\n${deckWith('figure', '03-retain#99')}`;
    const { folder, deck } = await folderWith(source);
    await expect(changesFor([deck])).rejects.toThrow(/mqtt\.en\.md:11: /);
    expect(await readdir(folder)).toEqual(['mqtt.en.md']);
  });
});
