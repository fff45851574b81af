import type { Language } from '../../../base/text.ts';
import type { Visitor } from './guard.ts';

export interface PageOptions {
  readonly language: Language;
  /** The room's view, the presenter's view, or a file that needs no server. */
  readonly view: 'stage' | 'presenter' | 'saved';
  readonly visitor: Visitor;
  /** Style elements as HTML. Absent: the page links to the style sheets of the server. */
  readonly styles?: string;
  readonly scripts?: string;
}

const linked = {
  styles: `<link rel="stylesheet" href="/view.css">
<link rel="stylesheet" href="/deck.css">`,
  scripts: '<script type="module" src="/view.js"></script>',
};

/** The HTML of a view. Its script draws everything in it. */
export const page = ({
  language,
  view,
  visitor,
  styles = linked.styles,
  scripts = linked.scripts,
}: PageOptions): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>mqtt-hands-on</title>
<link rel="icon" href="data:,">
${styles}
<body data-view="${view}" data-visitor="${visitor}">
${scripts}
</html>
`;
