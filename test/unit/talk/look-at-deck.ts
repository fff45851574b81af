import type { Browser } from 'playwright-core';
import { axe } from '../../support/axe.ts';
import { imageScales, measureSlides } from './measure.ts';
import { pageOf } from './page.ts';

/** Legible from the last row; px on the slide. */
const LEAST_IN_FIGURES = 20;

/** What is wrong with the looks of a deck, in one line each: in one page load, in both colour schemes. */
export async function lookAt(browser: Browser, file: string, source: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light' });
  try {
    await page.setContent(pageOf(file, source));
    const seen = await page.evaluate(measureSlides);
    const figures = smallFigures(await page.evaluate(imageScales));
    await page.addScriptTag({ content: axe });
    const light = await page.evaluate(violations);
    // Another scheme changes colours, nothing else.
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await page.evaluate(violations);
    return [
      ...seen,
      ...figures,
      ...light.map((what) => `${what} (light)`),
      ...dark.map((what) => `${what} (dark)`),
    ];
  } finally {
    await page.close();
  }
}

interface Axe {
  run(context: Document, options: object): Promise<{ readonly violations: readonly Violation[] }>;
}
interface Violation {
  readonly nodes: readonly {
    readonly element?: Element;
    readonly any: readonly { readonly message: string }[];
  }[];
}

/** What breaks WCAG 2.2 AA, as axe-core finds it; runs in the browser. */
async function violations(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: Axe };
  const slides = [...document.querySelectorAll('section')];
  const options = {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    resultTypes: ['violations'],
    elementRef: true,
  };
  const found = await axe.run(document, options);
  return found.violations
    .flatMap(({ nodes }) => nodes)
    .map(({ element, any }) => {
      const slide = slides.findIndex((section) => section.contains(element ?? null)) + 1;
      return `slide ${slide}: "${element?.textContent?.trim().slice(0, 40)}": ${any[0]?.message}`;
    });
}

/** Figures whose smallest text is too small as they are shown. */
function smallFigures(
  images: readonly { readonly slide: number; readonly src: string; readonly scale: number }[],
): string[] {
  return images.flatMap(({ slide, src, scale }) => {
    const [, base64 = ''] = /^data:image\/svg\+xml;base64,(.*)$/.exec(src) ?? [];
    const svg = Buffer.from(base64, 'base64').toString('utf8');
    const sizes = [...svg.matchAll(/font-size(?:="|: ?)([\d.]+)/g)].map(([, size]) => Number(size));
    const least = Math.min(...sizes.filter((size) => size > 0)) * scale;
    const title = /<title[^>]*>([^<]*)/.exec(svg)?.[1] ?? 'a figure';
    return least < LEAST_IN_FIGURES
      ? [`slide ${slide}: "${title}" is shown with text of ${least.toFixed(1)} px`]
      : [];
  });
}
