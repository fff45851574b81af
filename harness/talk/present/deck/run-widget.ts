import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { readLabIds } from '../../../../labs/index.ts';

/** A link to a lab. `#2` after it names the step that the slide is about. */
const link = /(?:^|\/)labs\/([a-z\d.-]+)\/lab\.ts(?:#(\d{1,2}))?$/;

interface LabLink {
  readonly lab: string;
  readonly point?: string | undefined;
}

/** The lab that a link leads to, if a lab of this name exists. */
function labAt(href: string | null): LabLink | undefined {
  const [, id, point] = link.exec(href ?? '') ?? [];
  const lab = readLabIds().find((known) => known === id);
  return lab === undefined ? undefined : { lab, point };
}

/**
 * A markdown-it plugin: a link to a lab becomes a button that runs it. Marp does not sanitise the output of plugins, so raw
 * HTML in a deck stays forbidden.
 */
export function runWidget(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'run_widget', ({ tokens, Token }) => {
    for (const block of tokens) if (block.children) block.children = replaced(block.children, Token);
  });
  markdown.renderer.rules.run_widget = (tokens, index) => {
    const { lab, point }: LabLink = tokens[index]?.meta ?? { lab: '' };
    const step = point === undefined ? '' : ` data-point="${point}"`;
    return `<button type="button" class="run-lab" data-lab="${lab}"${step}></button>`;
  };
}

function replaced(tokens: readonly Token[], NewToken: StateCore['Token']): Token[] {
  const kept: Token[] = [];
  let inside = false;
  for (const token of tokens) {
    const to = token.type === 'link_open' ? labAt(token.attrGet('href')) : undefined;
    if (to !== undefined) {
      const widget = new NewToken('run_widget', 'button', 0);
      widget.meta = to;
      kept.push(widget);
      inside = true;
    } else if (!inside) kept.push(token);
    else if (token.type === 'link_close') inside = false;
  }
  return kept;
}
