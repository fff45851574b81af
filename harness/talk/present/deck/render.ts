import { readFile } from 'node:fs/promises';
import { Marp } from '@marp-team/marp-core';
import { requireDeck } from '../../deck/build.ts';
import { onlyCut } from '../../deck/cut.ts';
import { withMarkers } from '../../deck/markers.ts';
import { selfContained } from '../../deck/self-contained.ts';
import { themeFiles } from '../../deck/theme.ts';
import { voteIn, voteMarker } from '../room/vote-marker.ts';
import type { Notes, Slide } from '../state.ts';
import { runWidget } from './run-widget.ts';

export interface RenderedDeck {
  readonly slides: readonly Slide[];
  readonly css: string;
  readonly notes: Notes;
}

/**
 * A deck as Marp renders it, its links to labs as run buttons.
 * @param cut only the slides marked with `<!-- cut: … -->`
 * @throws CannotRunError `no-deck`, `broken-deck` or `unknown-cut`
 */
export async function renderDeck(file: string, cut: string | undefined): Promise<RenderedDeck> {
  await requireDeck(file, cut);
  // Emoji as the system draws them: Marp's own would be fetched from elsewhere.
  const marp = withMarkers(new Marp({ script: false, emoji: { unicode: false, shortcode: false } }));
  // The last comes first: before links to files become links to the repository on the web.
  marp.use(selfContained(file)).use(runWidget).use(voteMarker(file));
  if (cut !== undefined) marp.use(onlyCut(cut));
  for (const theme of await themeFiles()) marp.themeSet.add(await readFile(theme, 'utf8'));
  const { html, css, comments } = marp.render(await readFile(file, 'utf8'), { htmlAsArray: true });
  return { css, slides: html.map(asSlide), notes: comments };
}

function asSlide(html: string): Slide {
  const lab = /<button type="button" class="run-lab" data-lab="([^"]+)"/.exec(html)?.[1];
  const vote = voteIn(html);
  // A page that allows no inline styles sets them by script. In text a quotation mark is `&quot;`.
  return {
    html: html.replaceAll(' style="', ' data-style="'),
    ...(lab !== undefined && { lab }),
    ...(vote && { vote }),
  };
}
