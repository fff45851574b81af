import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeMatrix } from '../../../support/digest/files.ts';
import { story } from '../../report/report-story.ts';

test('all of the matrix is written, for a browser and as Markdown', async ({ onTestFinished }) => {
  const root = await mkdtemp(path.join(tmpdir(), 'mqtt-hands-on-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const folder = path.join(root, 'reports');
  const { seed: _, ...report } = story;
  const says = await writeMatrix(report, folder, 'en');
  for (const name of ['claims.html', 'claims.md']) {
    expect(says).toContain(path.join(folder, name));
    const text = await readFile(path.join(folder, name), 'utf8');
    for (const { id } of report.claims) expect(text).toContain(id);
    expect(text).not.toContain('seed');
  }
});

test('where it cannot be written, that is said, and no more', async () => {
  expect(await writeMatrix(story, '/proc/reports', 'en')).toMatch(/^the full matrix was not written: /);
});
