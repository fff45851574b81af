import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { languages } from '../../../../harness/base/text.ts';
import { type ClientColumn, withMeasuredClients } from '../../../../harness/report/clients/document.ts';
import { clientsMarkdown } from '../../../../harness/report/clients/markdown.ts';
import { shapeOf } from '../../../../harness/report/clients/questions/connecting.ts';
import { questions } from '../../../../harness/report/clients/questions/index.ts';
import { delaysInWords } from '../../../../harness/report/clients/questions/reconnecting.ts';
import { readableClients } from '../../../../harness/report/clients/reading.ts';
import { clientThemes } from '../../../../harness/report/clients/words.ts';

const read = (name: string) => readFile(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8');
const { columns } = readableClients(await read('clients.json'), 'clients.json');

test.for(languages)(
  'docs/clients in %s is what its columns and the questions of today make',
  async (language) => {
    const page = await read(language === 'en' ? 'clients.md' : `clients.${language}.md`);
    expect(page, 'npm run clients').toBe(clientsMarkdown(columns, questions, language));
  },
);

test('every column answers every question of today, and no other', () => {
  const asked = questions.flatMap(({ id, protocolVersions }) =>
    protocolVersions.length === 0 ? [id] : protocolVersions.map((version) => `${id} ${version}`),
  );
  for (const { client, cells } of columns) {
    const answered = cells.map(({ question, protocolVersion }) =>
      [question, protocolVersion].filter(Boolean).join(' '),
    );
    expect(answered.toSorted(), `npm run clients -- --client ${client.name}`).toEqual(asked.toSorted());
  }
});

test('no two questions share an id', () => {
  const ids = questions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.for(questions)('$id has a theme, and speaks English and Japanese', ({ id, says, words }) => {
  expect(clientThemes).toHaveProperty([id.split('.')[0] ?? '']);
  expect(says.en).toMatch(/^[\x20-\x7e]+$/);
  expect(says.ja).toMatch(/[\u3040-\u30ff]/);
  for (const { en, ja } of Object.values(words ?? {})) {
    expect(en).toMatch(/^[\x20-\x7e]+$/);
    expect(ja).not.toBe('');
  }
});

const column = (name: string, version: string, seen: string | number): ClientColumn => ({
  client: { name, title: name, version, measuredAt: '2026-11-28' },
  cells: [{ question: 'connect.keep-alive-publisher', seen }],
});

const rowOf = (shown: readonly ClientColumn[]) =>
  clientsMarkdown(shown, questions, 'en')
    .split('\n')
    .find((line) => line.includes('connect.keep-alive-publisher'));

describe('a page about clients', () => {
  test('what is measured again replaces what was kept, of the same version only', () => {
    const kept = [column('paho', '2.1.0', 1), column('paho', '1.6.1', 2), column('mqttx', '1.13.0', 3)];
    const all = withMeasuredClients(kept, [column('paho', '2.1.0', 4), column('mqttjs', '5.16.0', 5)]);
    expect(all.map(({ client, cells }) => [client.name, client.version, cells[0]?.seen])).toEqual([
      ['mqttjs', '5.16.0', 5],
      ['paho', '1.6.1', 2],
      ['paho', '2.1.0', 4],
      ['mqttx', '1.13.0', 3],
    ]);
  });

  test('marks what clients do differently', () => {
    expect(rowOf([column('paho', '2.1.0', 60), column('mqttx', '1.13.0', 60)])).toMatch(/^\| Keep alive/);
    expect(rowOf([column('paho', '2.1.0', 60), column('mqttx', '1.13.0', 30)])).toMatch(/^\| ≠ Keep alive/);
  });

  test('says why a question makes no sense', () => {
    const reason = { en: 'a library', ja: 'ライブラリー' };
    const without = { ...column('paho', '2.1.0', 60), cells: [{ question: 'end.sigterm', reason }] };
    expect(clientsMarkdown([without], questions, 'ja')).toContain('*ライブラリー*');
  });
});

test.each([
  ['1.0, 1.1, 1.0', 'constant: 1.0, 1.1, 1.0 s'],
  ['1.0, 2.0, 4.1', 'growing: 1.0, 2.0, 4.1 s'],
  ['1.0, 2.3, 1.6', 'varying: 1.0, 2.3, 1.6 s'],
  ['1.0, ends', '1.0 s, then the program ends'],
])('delays %s in words', (seen, words) => {
  expect(delaysInWords(seen).en).toBe(words);
});

test.each([
  ['', 'empty'],
  ['mqttjs_1a2b3c4d', 'mqttjs_ + 8'],
  ['mosq-Ab3deFgh1Jklmno45r', 'mosq- + 18'],
])('the shape of the client id "%s"', (id, shape) => {
  expect(shapeOf(id)).toBe(shape);
});
