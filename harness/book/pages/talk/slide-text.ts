import { markerOn } from '../../../talk/deck/marker-line.ts';
import type { Deck, Slide } from '../../../talk/deck/slide.ts';

const COMMENT = /<!--[\s\S]*?-->/g;

/** A slide as a reader of the book sees it. */
export interface SlideText {
  readonly title: string;
  /** Its Markdown without its title, markers and notes. */
  readonly body: string;
  /** What is said. */
  readonly notes: readonly string[];
}

/** The slides of a deck as text, in order. */
export function slideTexts({ source, slides }: Deck): SlideText[] {
  const lines = source.split('\n');
  return slides.map((slide, index) => {
    const end = slides[index + 1]?.line ?? lines.length + 1;
    return { title: slide.title, body: bodyOf(lines.slice(slide.line - 1, end - 1)), notes: notesOf(slide) };
  });
}

/** Front matter stands before the first slide, and a ruler between two. */
function bodyOf(lines: readonly string[]): string {
  const own = lines.filter((line) => markerOn(line) === undefined).join('\n');
  return own
    .replace(COMMENT, '')
    .replace(/^(?:---\n[\s\S]*?\n---\n)/, '')
    .replace(/^---\s*$/gm, '')
    .replace(/^#\s.*$/m, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Without the lines for the speaker's clock and for the checks of the deck. */
const notesOf = ({ notes }: Slide): string[] =>
  notes
    .flatMap((note) => note.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:Time|時間|claims):/.test(line));
