import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { specObservations } from '../../../harness/claims/observations/index.ts';
import { specGallery } from '../../../harness/claims/themes/faults.ts';
import { specClaims } from '../../../harness/claims/themes/index.ts';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import type { ProtocolVersion } from '../../../harness/protocol/version.ts';
import { gallery } from '../../../labs/faults.ts';
import { labIds, loadLab } from '../../../labs/index.ts';

const root = repositoryRoot;
const read = (file: string) => readFile(path.join(root, file), 'utf8');

const labs = await Promise.all(labIds.map(loadLab));
const claims = [...labs.flatMap((lab) => Object.values(lab.claims)), ...specClaims];
const statements = (version: ProtocolVersion) =>
  new Set(claims.flatMap((claim) => claim.statements[version] ?? [])).size;
const faulty = new Set([...gallery, ...specGallery].map(({ does }) => does)).size;

test('README.md counts what there is', async () => {
  const readme = await read('README.md');
  expect(readme).toContain(
    `${claims.length} claims cite ${statements(4)} normative statements of 3.1.1 and ${statements(5)} of 5`,
  );
  expect(readme).toContain(`${specObservations.length} observations`);
  expect(readme).toContain(`a gallery of ${faulty} brokers`);
});

test('README.ja.md counts what there is', async () => {
  const readme = await read('README.ja.md');
  expect(readme).toContain(
    `${claims.length} 件の主張が、3.1.1 の規範文 ${statements(4)} 件と 5 の規範文 ${statements(5)} 件を引いています`,
  );
  expect(readme).toContain(`${specObservations.length} 項目`);
  expect(readme).toContain(`${faulty} 種類のブローカーの展示室`);
});

test('CHANGELOG.md counts what there is', async () => {
  const changelog = await read('CHANGELOG.md');
  expect(changelog).toContain(`Beyond the talk, ${specClaims.length} claims`);
  expect(changelog).toContain(`${specObservations.length} observations`);
  expect(changelog).toContain(`a gallery of ${faulty} faulty brokers`);
});
