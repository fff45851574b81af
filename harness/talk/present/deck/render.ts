import type { Text } from '../../../base/text.ts';
import { DeckMarp } from '../../deck/engine/deck-marp.ts';
import { requireDeck } from '../../deck/find-decks.ts';
import { languageOf } from '../../deck/language.ts';
import { readSource } from '../../deck/source.ts';
import { speakingTime } from '../../deck/speaking-time.ts';
import { voteIn, voteMarker } from '../room/vote-marker.ts';
import type { Notes, Slide } from '../state.ts';
import { runWidget } from './run-widget.ts';

export interface RenderedDeck {
  readonly slides: readonly Slide[];
  readonly css: string;
  readonly notes: Notes;
  /** Warnings about the deck, with its lines. */
  readonly notices: readonly Text[];
}

/**
 * Renders a deck with Marp; its links to labs become run buttons.
 * @param cut only the slides marked with `[cut]: # "…"`
 * @param uses called with each file that the deck points at
 * @throws CannotRunError `no-deck`, `broken-deck` or `unknown-cut`
 */
export async function renderDeck(
  file: string,
  cut: string | undefined,
  uses: (file: string) => void = () => {},
): Promise<RenderedDeck> {
  await requireDeck(file, cut);
  // Marp's script is part of the view.
  const source = readSource(file);
  const language = languageOf(file, source);
  const marp = new DeckMarp({ deck: file, language, cut, uses, marp: { script: false } });
  // It runs before the plugin that notes the lines of links: that plugin must not see the links that become buttons.
  marp.use(runWidget).use(voteMarker(file));
  const { html, css, comments } = marp.render(source, { htmlAsArray: true });
  return {
    css,
    slides: html.map((slide, index) => asSlide(slide, comments[index])),
    notes: comments,
    notices: marp.notices,
  };
}

function asSlide(html: string, notes: readonly string[] = []): Slide {
  const button = /<button type="button" class="run-lab" data-lab="([^"]+)"(?: data-point="(\d+)")?/;
  const [, lab, point] = button.exec(html) ?? [];
  const seconds = speakingTime(notes);
  const vote = voteIn(html);
  // The page's policy forbids inline styles; a script sets them. A quotation mark in text is `&quot;`, so it does not
  // match.
  return {
    html: html.replaceAll(' style="', ' data-style="'),
    ...(lab !== undefined && { lab }),
    ...(seconds !== undefined && { seconds }),
    ...(point !== undefined && { point: Number(point) }),
    ...(vote && { vote }),
  };
}
