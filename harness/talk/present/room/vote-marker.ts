import type { MarkdownIt, Token } from 'markdown-it';
import { brokenAt } from '../../deck/place.ts';
import type { Slide } from '../state.ts';

type Vote = NonNullable<Slide['vote']>;

/** Number of options. More would not fit on a phone or beside a slide. */
const FEWEST = 2;
const MOST = 6;
/** Longest option, in characters. */
const LONGEST = 24;

/**
 * markdown-it plugin: `[vote]: # "0, 1, 2"` lets the room vote while its slide is shown, on the slide's title, or on
 * a question of its own: `[vote]: # "How many arrive? | 0, 1, 2"`.
 * @throws CannotRunError `broken-deck` for options that can't be shown
 */
export function voteMarker(deck: string) {
  return (markdown: MarkdownIt): void => {
    markdown.core.ruler.push('vote_marker', ({ tokens }) => {
      let slide: Token | undefined;
      let title = '';
      let line = 1;
      let marker = 1;
      for (const [index, token] of tokens.entries()) {
        line = (token.map?.[0] ?? line - 1) + 1;
        if (token.type === 'marpit_slide_open') [slide, title] = [token, ''];
        if (token.type === 'heading_open') title ||= tokens[index + 1]?.content ?? '';
        for (const comment of [token, ...(token.children ?? [])]) {
          const marked = voteOf(comment);
          if (marked === undefined) continue;
          slide?.attrSet('data-vote', marked);
          marker = line;
        }
        if (token.type === 'marpit_slide_close') finish(slide, title, { deck, line: marker });
      }
    });
  };
}

function voteOf({ type, meta }: Token): string | undefined {
  const marked: unknown = type === 'marpit_comment' ? meta?.marpitParsedDirectives?.vote : undefined;
  return marked === undefined ? undefined : String(marked);
}

function finish(slide: Token | undefined, title: string, place: Parameters<typeof brokenAt>[0]): void {
  const marked = slide?.attrGet('data-vote');
  if (slide === undefined || typeof marked !== 'string') return;
  const vote = voteFrom(marked, title);
  const isFit = vote.options.every(({ length }) => length > 0 && length <= LONGEST);
  if (!isFit || vote.options.length < FEWEST || vote.options.length > MOST)
    throw brokenAt(place, cannotVote, writeIt);
  slide.attrSet('data-vote', JSON.stringify(vote));
}

function voteFrom(marked: string, title: string): Vote {
  const bar = marked.lastIndexOf('|');
  const options = marked.slice(bar + 1).split(/[,、]/);
  const asks = marked.slice(0, Math.max(0, bar)).trim();
  return { asks: asks || plain(title), options: options.map((option) => option.trim()) };
}

/** The text of a heading without its Markdown. */
const plain = (markdown: string): string => markdown.replaceAll(/[*_`]|<[^>]*>/g, '').trim();

/** The vote of a rendered slide. */
export function voteIn(html: string): Vote | undefined {
  const [, json] = /<section[^>]* data-vote="([^"]*)"/.exec(html) ?? [];
  if (json === undefined) return undefined;
  return JSON.parse(
    json.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
}

const cannotVote = {
  en: `a vote needs ${FEWEST} to ${MOST} options of at most ${LONGEST} characters`,
  ja: `投票の選択肢は ${FEWEST} 個から ${MOST} 個、それぞれ ${LONGEST} 文字までです`,
};
const writeIt = {
  en: 'write it as [vote]: # "0, 1, 2", or with a question: [vote]: # "How many arrive? | 0, 1, 2"',
  ja: '[vote]: # "0, 1, 2" か、質問を付けて [vote]: # "何回届く? | 0, 1, 2" と書いてください',
};
