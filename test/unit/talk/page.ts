import { readFile } from 'node:fs/promises';
import { Marp } from '@marp-team/marp-core';
import { withMarkers } from '../../../harness/talk/deck/markers.ts';
import { selfContained } from '../../../harness/talk/deck/self-contained.ts';
import { themeFiles } from '../../../harness/talk/deck/theme.ts';

/** A deck as one page, its slides of 1280 × 720 px one below the other. */
export async function pageOf(file: string, source: string): Promise<string> {
  const marp = withMarkers(new Marp({ script: false, inlineSVG: false })).use(selfContained(file));
  for (const theme of await themeFiles()) marp.themeSet.add(await readFile(theme, 'utf8'));
  const { html, css } = marp.render(source);
  return `<!doctype html><html lang="en"><title>Slides</title><style>${css} body { margin: 0 } </style>${html}`;
}
