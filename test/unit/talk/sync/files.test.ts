import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { changesFor, make } from '../../../../harness/talk/sync/sync.ts';
import { deckWith } from './deck-with.ts';

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
