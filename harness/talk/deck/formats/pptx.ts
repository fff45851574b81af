import { createRequire } from 'node:module';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import type pptxgenjs from 'pptxgenjs';
import type { DeckPage } from './deck-page.ts';

/** CSS pixels in an inch. */
const INCH = 96;

/** The content of a deck without its looks. */
export type Told = Pick<DeckPage, 'width' | 'height' | 'about' | 'notes' | 'slides'>;

/**
 * A deck as PPTX. Each slide is a picture with the words of the slide as its description, and the speaker notes below. A
 * background can't have a description, and screen readers skip it.
 * @param pictureOf the PNG of a slide, by its index from 0
 */
export async function pptxOf(
  { width, height, about, notes, slides }: Told,
  pictureOf: (index: number) => Promise<Buffer>,
): Promise<Uint8Array> {
  // Its types don't say that it is a CommonJS module (4.0.1).
  const Presentation: typeof pptxgenjs.default = createRequire(import.meta.url)('pptxgenjs');
  const file = new Presentation();
  file.defineLayout({ name: 'deck', width: width / INCH, height: height / INCH });
  file.layout = 'deck';
  file.title = about.get('title') ?? '';
  file.author = about.get('author') ?? '';
  file.subject = about.get('description') ?? '';
  for (const [index, { title, text }] of slides.entries()) {
    const slide = file.addSlide();
    const picture = await pictureOf(index);
    slide.addImage({
      data: `image/png;base64,${picture.toString('base64')}`,
      ...{ x: 0, y: 0, w: width / INCH, h: height / INCH },
      objectName: inXml(title),
      altText: inXml(text),
    });
    const note = notes[index];
    if (note) slide.addNotes(inXml(note));
  }
  const written = await file.write({ outputType: 'nodebuffer', compression: false });
  if (!(written instanceof Uint8Array)) throw new TypeError('pptxgenjs wrote no bytes');
  return packed(written);
}

/** Compresses the parts of a package; pictures are already compressed. */
function packed(stored: Uint8Array): Uint8Array {
  const parts: Zippable = {};
  // Folders have no entries in a package [ECMA-376-2, 6.2].
  for (const [name, content] of Object.entries(unzipSync(stored)))
    if (!name.endsWith('/')) parts[name] = [content, { level: name.endsWith('.png') ? 0 : 6 }];
  return zipSync(parts);
}

/** Replaces characters that XML 1.0 forbids. */
const inXml = (text: string): string =>
  text.replaceAll(/[^\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ' ');
