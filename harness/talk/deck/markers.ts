import type { Marp } from '@marp-team/marp-core';
import type { MarkdownIt } from 'markdown-it';
import { litLines } from './lit-lines.ts';
import { definedMarker, markerNames } from './marker-line.ts';

/**
 * Makes Marp read our markers: `[slide]: # "ID"` names a slide, `[cut]: # "NAME"` adds it to a shorter talk, `[vote]: #
 * "OPTIONS"` asks the room; `[sync]: # "…"` and `[synced]: # "…"` enclose what `npm run slides:sync` writes. The form `<!--
 * slide: ID -->` also works. Adds highlighted lines of code (lit-lines.ts).
 */
export function withMarkers<M extends Marp>(marp: M): M {
  for (const name of markerNames) marp.customDirectives.local[name] = () => ({});
  return marp.use(definitions).use(litLines);
}

/** A markdown-it plugin that turns markers (link reference definitions) into Marp's tokens of comments. */
function definitions(markdown: MarkdownIt): void {
  markdown.block.ruler.before('reference', 'marker', (state, start, _end, silent) => {
    if (state.sCount[start] !== state.blkIndent) return false;
    const line = state.getLines(start, start + 1, state.blkIndent, false);
    const marker = definedMarker(line);
    if (marker === undefined) return false;
    if (silent) return true;
    const token = state.push('marpit_comment', '', 0);
    token.map = [start, start + 1];
    token.markup = line;
    token.content = `${marker.name}: ${marker.value}`;
    token.hidden = true;
    token.meta = { marpitParsedDirectives: { [marker.name]: marker.value } };
    state.line = start + 1;
    return true;
  });
}
