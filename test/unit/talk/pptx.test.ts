import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { pptxOf } from '../../../harness/talk/deck/formats/pptx.ts';

const picture = Buffer.from('\u0089PNG of a slide', 'latin1');
const slides = [
  { title: '"A" & <b>', text: "$& costs $1 \u0007'今日'" },
  { title: 'B', text: 'two' },
];
const parts = unzipSync(
  await pptxOf(
    {
      width: 1280,
      height: 720,
      about: new Map([
        ['title', 'Talk & more'],
        ['author', 'KAZY'],
      ]),
      notes: ['first\u0000\nsecond <line>', ''],
      slides,
    },
    async (index) => Buffer.concat([picture, Buffer.from([index])]),
  ),
);
const xmlOf = (name: string) =>
  new DOMParser().parseFromString(strFromU8(parts[name] ?? strToU8('')), 'text/xml');
const textOf = (name: string, tag: string) =>
  Array.from(xmlOf(name).getElementsByTagName(tag), ({ textContent }) => textContent);

test('each slide of a PPTX is a picture of its size, with title and text', () => {
  for (const [index, { title }] of slides.entries()) {
    const slide = xmlOf(`ppt/slides/slide${index + 1}.xml`);
    const properties = slide.getElementsByTagName('p:pic').item(0)?.getElementsByTagName('p:cNvPr').item(0);
    expect(properties?.getAttribute('name')).toBe(title);
    expect(properties?.getAttribute('descr')).toBe(["$& costs $1  '今日'", 'two'][index]);
    const size = slide.getElementsByTagName('a:ext').item(1);
    expect([size?.getAttribute('cx'), size?.getAttribute('cy')]).toEqual(['12192000', '6858000']);
    expect(parts[`ppt/media/image-${index + 1}-1.png`]).toEqual(Uint8Array.from([...picture, index]));
  }
});

test('the notes of a PPTX are the speaker notes, without what XML forbids', () => {
  expect(textOf('ppt/notesSlides/notesSlide1.xml', 'a:t').join('')).toContain('first \nsecond <line>');
});

test('a PPTX has the title and author of the deck, and no folders', () => {
  expect(textOf('docProps/core.xml', 'dc:title')).toEqual(['Talk & more']);
  expect(textOf('docProps/core.xml', 'dc:creator')).toEqual(['KAZY']);
  expect(Object.keys(parts).filter((name) => name.endsWith('/'))).toEqual([]);
});
