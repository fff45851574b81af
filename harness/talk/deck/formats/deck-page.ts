import type { Browser, CDPSession, Page } from 'playwright-core';
import { DeckMarp } from '../engine/deck-marp.ts';
import { languageOf } from '../language.ts';
import { readSource } from '../source.ts';
import { type SpokenSlide, spoken } from '../spoken-slide.ts';

/** Far more than a deck takes on a busy machine; ends a browser that hangs. */
const PATIENCE_MS = 120_000;

/** A deck laid out in a browser, its slides one below the other. */
export interface DeckPage {
  readonly page: Page;
  readonly protocol: CDPSession;
  /** Of a slide, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Title, author and so on, from the front matter. */
  readonly about: ReadonlyMap<string, string>;
  /** The speaker notes of each slide. */
  readonly notes: readonly string[];
  /** Each slide in words. */
  readonly slides: readonly SpokenSlide[];
}

/** Opens a deck or a cut of it, and waits until it is laid out with its fonts and pictures. */
export async function openDeck(browser: Browser, deck: string, cut: string | undefined): Promise<DeckPage> {
  const source = readSource(deck);
  const language = languageOf(deck, source);
  const marp = new DeckMarp({ deck, language, cut, marp: { printable: true } });
  const { html, css, comments } = marp.render(source, { htmlAsArray: true });
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(html[0] ?? '')?.map(Number) ?? [];
  const size = { width: width ?? 1280, height: height ?? 720 };
  const page = await browser.newPage({ viewport: size });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.emulateMedia({ media: 'print' });
  await page.setContent(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>${css}</style></head><body><div class="marpit">${html.join('')}</div></body></html>`,
  );
  await page.evaluate(async (title) => {
    document.title = title;
    await document.fonts.ready;
    // Marp's own elements scale their contents once these are laid out.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, marp.about.get('title') ?? '');
  return {
    page,
    protocol: await page.context().newCDPSession(page),
    ...size,
    about: marp.about,
    notes: comments.map((of) => of.join('\n\n')),
    slides: html.map(spoken),
  };
}

/**
 * The picture of a slide as PNG. Playwright's own screenshots take four times as long.
 * @param index of the slide, from 0
 * @param scale pixels of the picture for a CSS pixel
 */
export async function pictureOf(
  { page, protocol, width, height }: DeckPage,
  index: number,
  scale: number,
): Promise<Buffer> {
  const y = index * height;
  await page.evaluate((top) => window.scrollTo({ top, behavior: 'instant' }), y);
  const { data } = await protocol.send('Page.captureScreenshot', {
    format: 'png',
    clip: { x: 0, y, width, height, scale },
  });
  return Buffer.from(data, 'base64');
}
