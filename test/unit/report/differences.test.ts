import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { languages, same } from '../../../harness/base/text.ts';
import { specObservations } from '../../../harness/claims/observations/index.ts';
import { observation } from '../../../harness/claims/spec-observation.ts';
import {
  type Column,
  columnsOf,
  type Differences,
  differences,
  withMeasured,
} from '../../../harness/report/differences/document.ts';
import { differencesMarkdown } from '../../../harness/report/differences/markdown.ts';
import { themes } from '../../../harness/report/differences/words.ts';
import { themeOf } from '../../../harness/report/measured-page.ts';

const read = (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const kept: Differences = JSON.parse(await read('differences.json'));

describe('docs/differences', () => {
  test('the file is what its columns and the observations of today make', () => {
    expect(differences(specObservations, columnsOf(kept)), 'npm run differences').toEqual(kept);
  });

  test.for(languages)('the page in %s is what the file renders to', async (language) => {
    const page = await read(language === 'en' ? 'differences.md' : `differences.${language}.md`);
    expect(page, 'npm run differences').toBe(differencesMarkdown(kept, language));
  });
});

describe('observations', () => {
  test('no two share an id', () => {
    const ids = specObservations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.for(specObservations)(
    '$id has a theme, and speaks English and Japanese',
    ({ id, says, words, unit }) => {
      expect(themes).toHaveProperty([themeOf(id)]);
      expect(says.en).toMatch(/^[\x20-\x7e]+$/);
      expect(says.ja).toMatch(/[\u3040-\u30ff]/);
      for (const { en, ja } of [...Object.values(words ?? {}), unit ?? same('bytes')]) {
        expect(en).toMatch(/^[\x20-\x7e]+$/);
        expect(ja).not.toBe('');
      }
    },
  );
});

const open = observation({
  id: 'access.open',
  says: { en: 'Open?', ja: '開いているか' },
  words: { open: { en: 'yes', ja: 'はい' }, shut: { en: 'no | never', ja: 'いいえ' } },
  settings: { mosquitto: { setting: 'door', link: 'https://example.org/door' } },
  look: async (): Promise<'open' | 'shut'> => 'open',
});

const column = (name: string, version: string, four: string, five = four): Column => ({
  broker: { name, version, origin: same('somewhere'), measuredAt: '2026-11-24' },
  cells: [
    { observation: 'access.open', protocolVersion: 4, seen: four },
    { observation: 'access.open', protocolVersion: 5, seen: five },
    { observation: 'access.gone', protocolVersion: 5, seen: 'open' },
  ],
});

const rowOf = (columns: readonly Column[]) =>
  differencesMarkdown(differences([open], columns), 'en')
    .split('\n')
    .find((line) => line.includes('access.open'));

describe('a document of differences', () => {
  test('what is measured again replaces what was kept, of the same version only', () => {
    const before = [column('mosquitto', '2.0.9', 'open'), column('mosquitto', '2.0.21', 'open')];
    const after = withMeasured(before, [
      column('mosquitto', '2.0.21', 'shut'),
      column('embedded', '2', 'open'),
    ]);
    expect(after.map(({ broker: { name, version }, cells }) => [name, version, cells[0]?.seen])).toEqual([
      ['embedded', '2', 'open'],
      ['mosquitto', '2.0.9', 'open'],
      ['mosquitto', '2.0.21', 'shut'],
    ]);
  });

  test('what was measured comes back as it was, but for observations that are no more', () => {
    const columns = [column('embedded', '2', 'open', 'shut')];
    const [back] = columnsOf(differences([open], columns));
    expect(back?.cells).toEqual(columns[0]?.cells.filter(({ observation: id }) => id !== 'access.gone'));
  });

  test('a row names the setting, and marks what differs', () => {
    expect(rowOf([column('embedded', '2', 'open'), column('mosquitto', '2.1', 'shut')])).toBe(
      '| ≠ Open?<br>`access.open` | yes | no \\| never | — | Mosquitto [`door`](https://example.org/door) |',
    );
  });

  test('answers that depend on the version of MQTT are both shown', () => {
    const row = rowOf([column('embedded', '2', 'open', 'shut')]);
    expect(row).toContain('| MQTT 3.1.1: yes<br>MQTT 5: no \\| never | — | — |');
    expect(row).not.toContain('≠');
  });
});
