import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { knownDeviations } from '../../../../harness/brokers/deviations/all.ts';
import type { KnownDeviation } from '../../../../harness/brokers/deviations/known-deviation.ts';
import { recognise } from '../../../../harness/brokers/deviations/recognise.ts';
import { compareVersions, readVersion } from '../../../../harness/brokers/identity/version.ts';
import { repositoryRoot } from '../../../../harness/process/repository-root.ts';

const root = pathToFileURL(`${repositoryRoot}/`);

describe.each(knownDeviations)('$broker, $claim, $protocolVersions', (known: KnownDeviation) => {
  const { since, mended, lookedAt, file, does, sometimes } = known;

  test('has a range of versions, in order', () => {
    for (const version of [since, ...lookedAt])
      expect([version, `${version}.0`]).toContain(readVersion(version));
    expect(lookedAt.length).toBeGreaterThan(0);
    expect(lookedAt.toSorted(compareVersions)).toEqual(lookedAt);
    if (mended === undefined) return;
    expect([mended, `${mended}.0`]).toContain(readVersion(mended));
    for (const version of [since, ...lookedAt]) expect(compareVersions(version, mended)).toBeLessThan(0);
  });

  test('is known on each version it was seen on', () => {
    for (const version of lookedAt) {
      const [protocolVersion = 5] = known.protocolVersions;
      const outcome = { claim: known.claim, protocolVersion, result: 'broken', seen: known.seen } as const;
      const found = recognise(outcome, { name: known.broker, version });
      expect([found?.is, found?.note]).toEqual(['known', undefined]);
    }
  });

  test('names the file that has it', async () => {
    const text = await readFile(new URL(file, root), 'utf8');
    expect(text).toContain('inFile(import.meta.url');
    expect(partsOf(known.claim).some((part) => text.includes(part))).toBe(true);
  });

  test('speaks English and Japanese, without how long was waited', () => {
    for (const text of [does, sometimes]) {
      if (text === undefined) continue;
      expect(text.en).toMatch(/^[\x20-\x7e’]+$/);
      expect(text.ja).toMatch(/[\u3040-\u30ff]/);
    }
    expect(JSON.stringify(known.seen)).not.toMatch(/waited|\d ms/);
  });
});

/** Beginnings and ends of an id: some are put together from parts. */
function partsOf(id: string): string[] {
  const cuts = [...id.matchAll(/[.-]/g)].map(({ index }) => index);
  return [id, ...cuts.map((cut) => id.slice(0, cut)).slice(1), ...cuts.map((cut) => id.slice(cut + 1))];
}

test('no two say the same', () => {
  const keys = knownDeviations.map(({ broker, claim, protocolVersions, since, seen }) =>
    JSON.stringify([broker, claim, protocolVersions, since, seen]),
  );
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
