import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { languages } from '../../../harness/base/text.ts';
import { claimsUnder, defineLab } from '../../../harness/lab/lab.ts';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { renderDeck } from '../../../harness/talk/present/deck/render.ts';
import { writeStarter } from '../../../harness/talk/starter.ts';
import { changesFor } from '../../../harness/talk/sync/sync.ts';

test.each(languages)(
  'a deck to begin with has five slides, a lab and a synced block, in %s',
  async (language) => {
    const folder = await mkdtemp(path.join(repositoryRoot, 'slides/starter-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'my.md');
    await writeStarter(file, language);
    const { slides, notices } = await renderDeck(file, undefined);
    expect(slides.map(({ lab }) => lab)).toEqual([undefined, undefined, undefined, '03-retain', undefined]);
    expect(slides[2]?.html).toContain('publishAsync');
    expect(slides[4]?.html).toContain('<a href="#3">');
    expect(notices).toEqual([]);
    expect(await changesFor([file])).toEqual([]);
    const before = await readFile(file, 'utf8');
    await expect(writeStarter(file, language)).rejects.toMatchObject({ code: 'deck-is-there' });
    expect(await readFile(file, 'utf8')).toBe(before);
  },
);

test("a lab of one's own needs neither statements nor two languages, nor claims", () => {
  const lab = defineLab({
    id: 'my-lab',
    title: 'Lights out',
    claims: { 'lights.out': { says: 'The lights go out' } },
    run: async (tools) => tools.claim('lights.out', true, true),
  });
  expect(lab.title).toEqual({ en: 'Lights out', ja: 'Lights out' });
  expect([claimsUnder(lab, 4), claimsUnder(lab, 5)]).toEqual([['lights.out'], ['lights.out']]);
  expect(defineLab({ id: 'my-lab', title: 'Nothing', run: async () => {} }).claims).toEqual({});
});
