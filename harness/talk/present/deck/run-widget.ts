import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { readLabIds } from '../../../../labs/index.ts';

const link = /(?:^|\/)labs\/([a-z\d-]+)\/lab\.ts$/;

/** The lab that a link leads to, if there is one of that name. */
function labAt(href: string | null): string | undefined {
  const id = link.exec(href ?? '')?.[1];
  return readLabIds().find((known) => known === id);
}

/**
 * markdown-it plugin: a link to a lab becomes a button that runs it. What a plugin writes itself Marp does not
 * sanitise, so raw HTML in a deck stays forbidden.
 */
export function runWidget(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'run_widget', ({ tokens, Token }) => {
    for (const block of tokens) if (block.children) block.children = replaced(block.children, Token);
  });
  markdown.renderer.rules.run_widget = (tokens, index) =>
    `<button type="button" class="run-lab" data-lab="${tokens[index]?.meta?.lab}"></button>`;
}

function replaced(tokens: readonly Token[], NewToken: StateCore['Token']): Token[] {
  const kept: Token[] = [];
  let inside = false;
  for (const token of tokens) {
    const lab = token.type === 'link_open' ? labAt(token.attrGet('href')) : undefined;
    if (lab !== undefined) {
      const widget = new NewToken('run_widget', 'button', 0);
      widget.meta = { lab };
      kept.push(widget);
      inside = true;
    } else if (!inside) kept.push(token);
    else if (token.type === 'link_close') inside = false;
  }
  return kept;
}
