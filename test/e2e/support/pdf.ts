import { readFile } from 'node:fs/promises';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The content of one page, as PDF programs read it. */
export interface Page {
  /** In points, 1/72 of an inch. */
  readonly size: readonly number[];
  /** The text that can be copied and searched. */
  readonly text: string;
  /** The addresses of links. */
  readonly links: readonly string[];
  /** The pages that its links lead to, from 1. */
  readonly leadsTo: readonly number[];
  readonly notes: readonly string[];
}

/** The content of a PDF, as PDF programs read it. */
export interface Pdf {
  readonly language: unknown;
  readonly title: unknown;
  readonly author: unknown;
  readonly subject: unknown;
  readonly keywords: unknown;
  readonly outline: readonly string[];
  readonly pages: readonly Page[];
  /** Names of the fonts. */
  readonly fonts: readonly string[];
  /** Names of fonts that are not embedded. */
  readonly missingFonts: readonly string[];
  /** The bytes of the PDF as text, with compressed parts unchanged. */
  readonly raw: string;
}

export async function readPdf(file: string): Promise<Pdf> {
  const bytes = await readFile(file);
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { info } = (await document.getMetadata()) as { info: Info };
  const outline = (await document.getOutline()) as { title: string }[] | null;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)),
  );
  const fonts = await fontsOf(pages);
  return {
    language: info.Language,
    title: info.Title,
    author: info.Author,
    subject: info.Subject,
    keywords: info.Keywords,
    outline: (outline ?? []).map(({ title }) => title),
    pages: await Promise.all(pages.map((page) => pageOf(document, page))),
    fonts: fonts.map(({ name }) => name),
    missingFonts: fonts.filter(({ missingFile }) => missingFile === true).map(({ name }) => name),
    raw: bytes.toString('latin1'),
  };
}

interface Info {
  readonly Language?: unknown;
  readonly Title?: unknown;
  readonly Author?: unknown;
  readonly Subject?: unknown;
  readonly Keywords?: unknown;
}

/** What pdfjs-dist says of a link or a note. */
interface Annotation {
  readonly subtype: string;
  readonly url?: string;
  readonly dest?: string | readonly unknown[];
  readonly contentsObj?: { readonly str: string };
}

/** The number, from 1, of the page that a destination [PDF 1.7, 12.3.2] names. */
async function pageAt(document: PDFDocumentProxy, dest: string | readonly unknown[]): Promise<number> {
  const [page] = (typeof dest === 'string' ? await document.getDestination(dest) : dest) ?? [];
  return (await document.getPageIndex(page as Parameters<typeof document.getPageIndex>[0])) + 1;
}

async function pageOf(document: PDFDocumentProxy, page: PDFPageProxy): Promise<Page> {
  const { items } = await page.getTextContent();
  const annotations: Annotation[] = await page.getAnnotations();
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  return {
    size: [right - left, top - bottom],
    text: items.map((item) => ('str' in item ? item.str : '')).join(''),
    links: annotations.flatMap(({ url }) => url ?? []),
    leadsTo: await Promise.all(annotations.flatMap(({ dest }) => (dest ? pageAt(document, dest) : []))),
    notes: annotations
      .filter(({ subtype }) => subtype === 'Text')
      .map(({ contentsObj }) => contentsObj?.str ?? ''),
  };
}

interface Font {
  readonly name: string;
  readonly missingFile?: boolean;
}

async function fontsOf(pages: readonly PDFPageProxy[]): Promise<Font[]> {
  const fonts = new Map<string, Font>();
  for (const page of pages) {
    await page.getOperatorList();
    const { items } = await page.getTextContent();
    const names = new Set(items.flatMap((item) => ('fontName' in item ? item.fontName : [])));
    for (const name of names) {
      const font: Font = page.commonObjs.get(name);
      fonts.set(font.name, font);
    }
  }
  return [...fonts.values()];
}
