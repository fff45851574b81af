import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { imageScales, measureSlides } from './measure.ts';
import { pageOf } from './page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Legible from the last row; px on the slide. */
const LEAST_IN_FIGURES = 20;

/** What is wrong with the looks of a deck, in one line each; both colour schemes in one page load each. */
export async function lookAt(browser: Browser, file: string, source: string): Promise<string[]> {
  const html = await pageOf(file, source);
  const found = await Promise.all([
    inScheme(browser, html, 'light', async (page) => [
      ...(await page.evaluate(measureSlides)),
      ...smallFigures(await page.evaluate(imageScales)),
    ]),
    // Another scheme changes colours, nothing else.
    inScheme(browser, html, 'dark', async () => []),
  ]);
  return found.flat();
}

async function inScheme(
  browser: Browser,
  html: string,
  colorScheme: 'light' | 'dark',
  look: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme });
  try {
    await page.setContent(html);
    const seen = await look(page);
    await page.addScriptTag({ content: axe });
    const pale = await page.evaluate(lowContrasts);
    return [...seen, ...pale.map((what) => `${colorScheme}: ${what}`)];
  } finally {
    await page.close();
  }
}

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{
    readonly violations: readonly { readonly nodes: readonly { html: string; failureSummary?: string }[] }[];
  }>;
}

/** WCAG 2 AA, as axe-core computes it; runs in the browser. */
async function lowContrasts(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: Axe };
  const { violations } = await axe.run(document, {
    runOnly: ['color-contrast'],
    resultTypes: ['violations'],
  });
  return violations
    .flatMap(({ nodes }) => nodes)
    .map(
      ({ html, failureSummary = '' }) =>
        `${html.slice(0, 80)}: ${failureSummary.split('\n').slice(1).join(' ').trim()}`,
    );
}

/** Figures whose smallest text is too small as they are shown. */
function smallFigures(images: readonly { readonly src: string; readonly scale: number }[]): string[] {
  return images.flatMap(({ src, scale }) => {
    const [, base64 = ''] = /^data:image\/svg\+xml;base64,(.*)$/.exec(src) ?? [];
    const svg = Buffer.from(base64, 'base64').toString('utf8');
    const sizes = [...svg.matchAll(/font-size(?:="|: ?)([\d.]+)/g)].map(([, size]) => Number(size));
    // A line below a name in a diagram of a recording is of the second rank.
    const least = Math.min(...sizes.filter((size) => size > 0)) * scale;
    const title = /<title[^>]*>([^<]*)/.exec(svg)?.[1] ?? 'a figure';
    return least < LEAST_IN_FIGURES ? [`"${title}" is shown with text of ${least.toFixed(1)} px`] : [];
  });
}
