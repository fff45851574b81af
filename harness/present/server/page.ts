import type { Language, Text } from '../../text.ts';
import type { Visitor } from './guard.ts';

export interface PageOptions {
  readonly language: Language;
  readonly view: 'stage' | 'presenter';
  readonly visitor: Visitor;
}

/** The page of a view: everything in it is drawn by its script. */
export const page = ({ language, view, visitor }: PageOptions): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>mqtt-hands-on</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/view.css">
<link rel="stylesheet" href="/deck.css" id="deck-css">
<body data-view="${view}" data-visitor="${visitor}">
<script type="module" src="/view.js"></script>
</html>
`;

const notForYou: Text = {
  en: 'This talk is shown from another window. On the machine that presents it, open the address its terminal printed.',
  ja: 'この発表は別の窓で表示されています。発表しているマシンで、端末に表示されたアドレスを開いてください。',
};

export const refusalPage = (language: Language): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>403</title>
<p>${notForYou[language]}</p>
</html>
`;
