import type { Language } from '../../../base/text.ts';
import type { Visitor } from './guard.ts';

export interface PageOptions {
  readonly language: Language;
  /** What the room sees, what the presenter sees, or a file that needs no server. */
  readonly view: 'stage' | 'presenter' | 'saved';
  readonly visitor: Visitor;
  /** Elements, as HTML; a page that is served links to what the server has. */
  readonly styles?: string;
  readonly scripts?: string;
}

const linked = {
  styles: `<link rel="stylesheet" href="/view.css">
<link rel="stylesheet" href="/deck.css">`,
  scripts: '<script type="module" src="/view.js"></script>',
};

/** The page of a view: everything in it is drawn by its script. */
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
