import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';

const front = `---
marp: true
theme: mqtt-hands-on
size: 16:9
paginate: true
lang: en
title: A little talk
description: For a test
author: somebody
---
`;

/** Three slides; the second has a lab. */
export const littleTalk = (lab = '03-retain'): string => `${front}
# One

<!-- say hello -->

---

<!-- cut: lightning -->
<!-- _class: demo -->

# Two

[labs/${lab}/lab.ts](../../labs/${lab}/lab.ts)

<!-- run it -->

---

# Three

Goodbye
`;

/** Writes a deck for this test inside the repository, so that its links are valid. */
export async function deckOf(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  source = littleTalk(),
): Promise<string> {
  const parent = path.join(repositoryRoot, 'reports');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, 'deck-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'talk.md');
  await writeFile(file, source);
  return file;
}

/** A deck with only a slide for each of these labs; `06-qos-under-fire#2` is a slide about step 2. */
export const slidesOf = (...labs: readonly string[]): string =>
  front +
  labs
    .map((lab) => lab.split('#'))
    .map(([id, step]) => {
      const link = `../../labs/${id}/lab.ts${step === undefined ? '' : `#${step}`}`;
      return `\n<!-- _class: demo -->\n\n# ${id}\n\n[the lab](${link})\n`;
    })
    .join('\n---\n');
