import type { Text } from '../../../base/text.ts';
import { requireDeck } from '../../deck/decks.ts';
import { DeckMarp } from '../../deck/engine/deck-marp.ts';
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
  /** What should be known of the deck, with its lines. */
  readonly notices: readonly Text[];
}

/**
 * A deck as Marp renders it, its links to labs as run buttons.
 * @param cut only the slides marked with `[cut]: # "…"`
 * @param uses is told each file that the deck points at
 * @throws CannotRunError `no-deck`, `broken-deck` or `unknown-cut`
 */
export async function renderDeck(
  file: string,
  cut: string | undefined,
  uses: (file: string) => void = () => {},
): Promise<RenderedDeck> {
  await requireDeck(file, cut);
  // Its script is part of the view.
  const source = readSource(file);
  const language = languageOf(file, source);
  const marp = new DeckMarp({ deck: file, language, cut, uses, marp: { script: false } });
  // It comes before what reads on which lines links stand: to that, the links it takes are none.
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
  // A page that allows no inline styles sets them by script. In text a quotation mark is `&quot;`.
  return {
    html: html.replaceAll(' style="', ' data-style="'),
    ...(lab !== undefined && { lab }),
    ...(seconds !== undefined && { seconds }),
    ...(point !== undefined && { point: Number(point) }),
    ...(vote && { vote }),
  };
}
