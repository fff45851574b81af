import { DeckMarp } from '../../../harness/talk/deck/engine/deck-marp.ts';
import { languageOf } from '../../../harness/talk/deck/language.ts';

/** A deck as one page, its slides of 1280 × 720 px one below the other. */
export function pageOf(file: string, source: string): string {
  const language = languageOf(file, source);
  const marp = new DeckMarp({
    deck: file,
    language,
    marp: { script: false, inlineSVG: false },
  });
  const { html, css } = marp.render(source);
  return `<!doctype html><html lang="${language}"><title>Slides</title><style>${css} body { margin: 0 } </style>${html}`;
}
