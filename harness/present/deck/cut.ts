import { closest } from 'fastest-levenshtein';
import { CannotRunError } from '../../errors.ts';

/**
 * The Markdown of a deck without the slides that are not marked `<!-- cut: NAME -->`; all of it where no cut is asked
 * for. What the front matter says holds for what is left.
 * @throws CannotRunError `unknown-cut` where no slide is marked so
 */
export function inCut(source: string, cut: string | undefined): string {
  if (cut === undefined) return source;
  const front = /^---\n[\s\S]*?\n---\n/.exec(source)?.[0] ?? '';
  const slides = slidesIn(source.slice(front.length));
  const kept = slides.filter((slide) => cutsOf(slide).includes(cut));
  if (kept.length === 0) throw unknownCut(cut, [...new Set(slides.flatMap(cutsOf))]);
  return front + kept.join('\n---\n');
}

const cutsOf = (slide: string): string[] =>
  [...slide.matchAll(/<!--\s*cut:\s*([\w-]+)\s*-->/g)].map(([, name = '']) => name);

/** A rule ends a slide, except in a program or a comment. */
function slidesIn(body: string): string[] {
  const slides: string[][] = [[]];
  let inside: '```' | '-->' | undefined;
  for (const line of body.split('\n')) {
    if (inside === undefined && /^---\s*$/.test(line)) {
      slides.push([]);
      continue;
    }
    slides.at(-1)?.push(line);
    if (/^\s*```/.test(line) && inside !== '-->') inside = inside === undefined ? '```' : undefined;
    else if (inside === undefined && /<!--(?!.*-->)/.test(line)) inside = '-->';
    else if (inside === '-->' && line.includes('-->')) inside = undefined;
  }
  return slides.map((lines) => lines.join('\n'));
}

function unknownCut(cut: string, known: readonly string[]): CannotRunError {
  return new CannotRunError(
    'unknown-cut',
    {
      en: `the deck has no cut "${cut}"`,
      ja: `この資料に「${cut}」という短縮版はありません`,
    },
    known.length === 0
      ? {
          en: `mark its slides with <!-- cut: ${cut} -->`,
          ja: `入れたいスライドに <!-- cut: ${cut} --> と書いてください`,
        }
      : {
          en: `did you mean --cut ${closest(cut, [...known])}?`,
          ja: `--cut ${closest(cut, [...known])} のことでしょうか?`,
        },
  );
}
