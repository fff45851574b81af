import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type OutputOptions, Outputs } from '../../../harness/tap/outputs.ts';
import { fromRecording } from '../../../harness/wire/trace/reading.ts';
import { message, Story } from '../wire/trace/story.ts';

async function told(options: Partial<OutputOptions>, story: Story) {
  const folder = await mkdtemp(join(tmpdir(), 'tap-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const lines: string[] = [];
  const outputs = new Outputs({
    language: 'en',
    colour: false,
    filter: [],
    json: false,
    svg: undefined,
    write: undefined,
    broker: 'Mosquitto 2.0.21',
    print: (line) => lines.push(line),
    ...options,
    ...(options.svg && { svg: join(folder, options.svg) }),
  });
  for (const entry of story.trace) outputs.add(entry);
  const finished = await outputs.finish();
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  return { lines, finished: finished.map(({ en }) => en), read };
}

const story = () =>
  new Story()
    .opens('lamp')
    .sends('lamp', 'PUBLISH', message('office/lamp', 'on'), { bytes: Buffer.from([0x30, 3, 0, 1, 0x61]) })
    .sends('lamp', 'PUBLISH', message('home/lamp', 'on'), { bytes: Buffer.from([0x30, 3, 0, 1, 0x61]) })
    .event('lamp', 'cut');

test.each<[string[], string[]]>([
  [['office/#'], ['PUBLISH', 'cut']],
  [['PUBLISH'], ['PUBLISH', 'PUBLISH', 'cut']],
  [
    ['CONNACK', 'home/+'],
    ['CONNACK', 'PUBLISH', 'cut'],
  ],
  [[], ['CONNECT', 'CONNACK', 'PUBLISH', 'PUBLISH', 'cut']],
])('shows what fits %o', async (filter, expected) => {
  const { lines } = await told({ filter }, story());
  expect(lines.map((line) => /CONNECT|CONNACK|PUBLISH|cut/.exec(line)?.[0])).toEqual(expected);
});

test('an empty filter is refused', async () => {
  await expect(told({ filter: [''] }, story())).rejects.toThrow('--filter is empty');
});

test('each line of JSON is an entry that can be read again', async () => {
  const { lines } = await told({ json: true }, story());
  const entries = lines.map((line) => JSON.parse(line) as { kind: string; type?: string; bytes?: string });
  expect([...fromRecording({ format: 'mqtt-trace', version: 1, entries })]).toHaveLength(6);
  expect(entries[3]).toMatchObject({
    type: 'PUBLISH',
    bytes: Buffer.from([0x30, 3, 0, 1, 0x61]).toString('base64'),
  });
});

test('JSON says what is wrong, in both languages, with the statement', async () => {
  const bad = new Story()
    .opens('lamp')
    .sends('lamp', 'PUBLISH', {}, { size: 6, bytes: Buffer.from('300400022b61', 'hex') });
  const { lines } = await told({ json: true }, bad);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    offence: {
      statement: 'MQTT-3.3.2-2',
      en: 'a wildcard in a topic name',
      ja: 'トピック名にワイルドカード',
    },
  });
});

test('draws what was shown', async () => {
  const { read, finished } = await told({ svg: 'tap.svg', filter: ['office/#'] }, story());
  const svg = await read('tap.svg');
  expect(svg).toContain('office/lamp');
  expect(svg).not.toContain('home/lamp');
  expect(finished[0]).toMatch(/^written: .*tap\.svg$/);
});

test('says that a file cannot be written', async () => {
  await expect(told({ write: '/no/such/folder/tap.pcapng' }, story())).rejects.toThrow('cannot write');
});
