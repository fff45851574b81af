import { readFile } from 'node:fs/promises';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The content of one page, as PDF programs read it. */
export interface Page {
  /** The text that can be copied and searched. */
  readonly text: string;
  /** The addresses of links. */
  readonly links: readonly string[];
  readonly notes: readonly string[];
}

/** The content of a PDF, as PDF programs read it. */
export interface Pdf {
  readonly language: unknown;
  readonly title: unknown;
  readonly outline: readonly string[];
  readonly pages: readonly Page[];
  /** Names of fonts that are not embedded. */
  readonly missingFonts: readonly string[];
  /** The bytes of the PDF as text, with compressed parts unchanged. */
  readonly raw: string;
}

export async function readPdf(file: string): Promise<Pdf> {
  const bytes = await readFile(file);
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { info } = (await document.getMetadata()) as { info: { Language?: unknown; Title?: unknown } };
  const outline = (await document.getOutline()) as { title: string }[] | null;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)),
  );
  return {
    language: info.Language,
    title: info.Title,
    outline: (outline ?? []).map(({ title }) => title),
    pages: await Promise.all(pages.map(pageOf)),
    missingFonts: await missingFonts(pages),
    raw: bytes.toString('latin1'),
  };
}

async function pageOf(page: PDFPageProxy): Promise<Page> {
  const { items } = await page.getTextContent();
  const annotations: { subtype: string; url?: string; contentsObj?: { str: string } }[] =
    await page.getAnnotations();
  return {
    text: items.map((item) => ('str' in item ? item.str : '')).join(''),
    links: annotations.flatMap(({ url }) => url ?? []),
    notes: annotations
      .filter(({ subtype }) => subtype === 'Text')
      .map(({ contentsObj }) => contentsObj?.str ?? ''),
  };
}

async function missingFonts(pages: readonly PDFPageProxy[]): Promise<string[]> {
  const missing = new Set<string>();
  for (const page of pages) {
    await page.getOperatorList();
    const { items } = await page.getTextContent();
    const names = new Set(items.flatMap((item) => ('fontName' in item ? item.fontName : [])));
    for (const name of names) {
      const font: { name: string; missingFile?: boolean } = page.commonObjs.get(name);
      if (font.missingFile) missing.add(font.name);
    }
  }
  return [...missing];
}
