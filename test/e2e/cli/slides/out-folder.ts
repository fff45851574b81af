import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the files of one test file; removed afterwards. */
export async function outFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slides-'));
  afterAll(() => rm(folder, { recursive: true }));
  return folder;
}

/** Far more than a build takes. */
export const PATIENCE_MS = 240_000;

/** Removes spaces and Markdown marks, which the formats lay out anew. */
export const bare = (text: string): string => text.replaceAll(/[\s*`\\]/g, '');
