import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { knownDeviations } from '../../../harness/brokers/deviations/all.ts';
import { brokerKinds } from '../../../harness/brokers/kinds.ts';

const read = (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const profiles = brokerKinds.flatMap(({ cloud, lacks }) => (cloud === undefined ? lacks : []));
const pages = { en: await read('other-brokers.md'), ja: await read('other-brokers.ja.md') };

describe.each(Object.entries(pages))('docs/other-brokers in %s', (_language, page) => {
  test.for(profiles.flatMap(({ broker, lacks }) => lacks.map((lack) => ({ broker, ...lack }))))(
    'has a row with the source for: $says.en',
    ({ source }) => {
      expect(page).toContain(`(${source})`);
    },
  );

  test.for(['rabbitmq', 'nats'])('verifies %s in the version whose deviations are known', (name) => {
    const versions = knownDeviations
      .filter(({ broker }) => broker === name)
      .flatMap((known) => known.lookedAt);
    const [, asked] = page.match(new RegExp(`--broker ${name}@([^=]+)=`)) ?? [];
    expect(new Set(versions)).toEqual(new Set([asked]));
  });
});

test('the commands are the same in both languages', () => {
  const [en, ja] = [pages.en, pages.ja].map((page) => page.match(/```sh\n[^`]*```/g));
  expect(en?.length).toBeGreaterThan(2);
  expect(ja).toEqual(en);
});
