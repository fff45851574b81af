import { readFile, writeFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { SpokenSlide } from '../spoken-slides.ts';

const SLIDE = /^ppt\/slides\/slide(\d+)\.xml$/;
/** A slide of marp-cli (4.5.1): a background picture and nothing else. */
const BACKGROUND = /<p:bg>.*?<a:blip r:embed="(\w+)">.*?<\/p:bg>/s;
const SHAPES_END = '</p:spTree>';
const SIZE = /<p:sldSz [^>]*?cx="(\d+)" cy="(\d+)"/;

/**
 * Turns the background of each slide of a PPTX into a picture with a description: a background can't have one, and screen
 * readers skip it.
 * @param slides in the order of the file
 */
export async function describePictures(file: string, slides: readonly SpokenSlide[]): Promise<void> {
  const parts = unzipSync(await readFile(file));
  const [, width = '0', height = '0'] =
    SIZE.exec(strFromU8(parts['ppt/presentation.xml'] ?? strToU8(''))) ?? [];
  const written: Zippable = {};
  for (const [name, content] of Object.entries(parts)) {
    // Folders have no entries in a package [ECMA-376-2, 6.2].
    if (name.endsWith('/')) continue;
    const slide = slides[Number(SLIDE.exec(name)?.[1] ?? 0) - 1];
    // Pictures are already compressed.
    if (slide === undefined) written[name] = [content, { level: name.endsWith('.png') ? 0 : 6 }];
    else written[name] = [strToU8(withPicture(strFromU8(content), slide, width, height)), { level: 6 }];
  }
  await writeFile(file, zipSync(written));
}

/** The XML of a slide with its background as a picture over the whole slide. */
export function withPicture(
  xml: string,
  { title, text }: SpokenSlide,
  width: string,
  height: string,
): string {
  const [background, id] = BACKGROUND.exec(xml) ?? [];
  if (background === undefined || id === undefined) return xml;
  const picture = [
    `<p:pic><p:nvPicPr><p:cNvPr id="2" name="${attribute(title)}" descr="${attribute(text)}"/>`,
    '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>',
    `<p:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>`,
    `<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width}" cy="${height}"/></a:xfrm>`,
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>',
  ].join('');
  // A replacement string would interpret `$` in the text of a slide.
  return xml.replace(background, '').replace(SHAPES_END, () => picture + SHAPES_END);
}

/** Escapes the value of an attribute; removes characters that XML 1.0 forbids. */
const attribute = (text: string): string =>
  text
    .replaceAll(/[^\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
