import { decodePDFRawStream, PDFDict, type PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';

const TO_UNICODE = PDFName.of('ToUnicode');

/**
 * Makes the Japanese text of a PDF searchable. Fonts have one glyph for a radical and a character that look alike, and
 * Chromium names the glyph after the radical: 日 (U+65E5) becomes ⽇ (U+2F47).
 */
export function makeSearchable(pdf: PDFDocument): void {
  for (const [, font] of pdf.context.enumerateIndirectObjects()) {
    if (!(font instanceof PDFDict)) continue;
    const names = font.lookup(TO_UNICODE);
    if (!(names instanceof PDFRawStream)) continue;
    const cmap = Buffer.from(decodePDFRawStream(names).decode()).toString('latin1');
    const mended = withoutRadicals(cmap);
    if (mended === cmap) continue;
    font.set(TO_UNICODE, pdf.context.register(pdf.context.flateStream(Buffer.from(mended, 'latin1'))));
  }
}

const RANGE = /<([\da-f]+)> *<([\da-f]+)> *<([\da-f]{4})>/gi;
const LINE = /^(<[\da-f]+>) *<([\da-f]{4})>$/gim;

/** A ToUnicode CMap [PDF 1.7, 9.10.3] that names no glyph after a radical. */
export function withoutRadicals(cmap: string): string {
  return cmap
    .replaceAll(RANGE, (whole, from: string, to: string, first: string) => {
      const start = Number.parseInt(first, 16);
      const count = Number.parseInt(to, 16) - Number.parseInt(from, 16) + 1;
      const codes = Array.from({ length: count }, (_, index) => start + index);
      if (!codes.some(isRadical)) return whole;
      return `<${from}> <${to}> [${codes.map((code) => `<${character(code)}>`).join(' ')}]`;
    })
    .replaceAll(LINE, (whole, glyph: string, code: string) => {
      const radical = Number.parseInt(code, 16);
      return isRadical(radical) ? `${glyph} <${character(radical)}>` : whole;
    });
}

/** CJK Radicals Supplement and Kangxi Radicals. */
const isRadical = (code: number): boolean => code >= 0x2e80 && code <= 0x2fdf;

/** Japanese characters without a compatibility form in Unicode (EquivalentUnifiedIdeograph.txt). */
const equivalents: Readonly<Record<string, string>> = {
  '\u2ec1': '虎',
  '\u2ec4': '西',
  '\u2ec6': '角',
  '\u2ed1': '長',
  '\u2ed8': '青',
  '\u2edd': '食',
  '\u2ee4': '鬼',
  '\u2ee9': '黄',
  '\u2eed': '歯',
  '\u2eef': '竜',
  '\u2ef2': '亀',
};

/** The character that a radical looks like, as hexadecimal UTF-16. */
function character(code: number): string {
  const radical = String.fromCodePoint(code);
  const like = equivalents[radical] ?? radical.normalize('NFKC');
  return like.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}
