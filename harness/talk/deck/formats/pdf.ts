import { PDFDocument, PDFHexString } from 'pdf-lib';
import type { DeckPage } from './deck-page.ts';
import { makeSearchable } from './searchable-pdf.ts';

/**
 * A deck as PDF, one page a slide, with an outline of its headings.
 * @param withNotes whether it contains the speaker notes as annotations, an icon on each page
 */
export async function pdfOf({ page, about, notes }: DeckPage, withNotes: boolean): Promise<Uint8Array> {
  const printed = await page.pdf({
    printBackground: true,
    preferCSSPageSize: true,
    outline: true,
    tagged: true,
  });
  const pdf = await PDFDocument.load(printed, { updateMetadata: false });
  makeSearchable(pdf);
  pdf.setCreator('Marp');
  const author = about.get('author');
  const description = about.get('description');
  const keywords = about.get('keywords');
  if (author !== undefined) pdf.setAuthor(author);
  if (description !== undefined) pdf.setSubject(description);
  if (keywords !== undefined) pdf.setKeywords([keywords]);
  if (withNotes) addNotes(pdf, notes, author);
  return pdf.save();
}

/** Adds text annotations [PDF 1.7, 12.5.6.4] in the lower left corner of the pages. */
function addNotes(pdf: PDFDocument, notes: readonly string[], author: string | undefined): void {
  for (const [index, page] of pdf.getPages().entries()) {
    const note = notes[index];
    if (!note) continue;
    const annotation = pdf.context.obj({
      Type: 'Annot',
      Subtype: 'Text',
      Name: 'Note',
      Rect: [0, 20, 20, 20],
      Contents: PDFHexString.fromText(note),
      ...(author !== undefined && { T: PDFHexString.fromText(author) }),
      C: [1, 0.92, 0.42],
      CA: 0.25,
    });
    page.node.addAnnot(pdf.context.register(annotation));
  }
}
