import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { describePictures } from '../../../harness/talk/deck/described-pptx.ts';
import { spoken } from '../../../harness/talk/deck/spoken-slides.ts';

const slide = `<p:sld xmlns:p="p" xmlns:a="a" xmlns:r="r"><p:cSld><p:bg><p:bgPr><a:blipFill><a:blip r:embed="rId1"><a:lum/></a:blip></a:blipFill></p:bgPr></p:bg><p:spTree><p:grpSpPr/></p:spTree></p:cSld></p:sld>`;

test('the background of a slide becomes a picture of its size, with title and text', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mqtt-hands-on-pptx-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'talk.pptx');
  const picture = Uint8Array.of(1, 2, 3);
  const parts = {
    'ppt/presentation.xml': strToU8('<p:presentation><p:sldSz cx="12192000" cy="6858000"/></p:presentation>'),
    'ppt/slides/slide1.xml': strToU8(slide),
    'ppt/media/image1.png': picture,
    'ppt/charts/': new Uint8Array(),
  };
  await writeFile(file, zipSync(parts));
  await describePictures(file, [{ title: '"A" & <b>', text: "$& costs $1 \u0007'今日'" }]);

  const read = unzipSync(await readFile(file));
  expect(Object.keys(read).sort()).toEqual(
    Object.keys(parts)
      .filter((name) => !name.endsWith('/'))
      .sort(),
  );
  expect(read['ppt/media/image1.png']).toEqual(picture);
  const xml = new DOMParser().parseFromString(
    strFromU8(read['ppt/slides/slide1.xml'] ?? picture),
    'text/xml',
  );
  expect(xml.getElementsByTagName('p:bg')).toHaveLength(0);
  const properties = xml.getElementsByTagName('p:cNvPr').item(0);
  expect(properties?.getAttribute('name')).toBe('"A" & <b>');
  expect(properties?.getAttribute('descr')).toBe("$& costs $1  '今日'");
  expect(xml.getElementsByTagName('a:blip').item(0)?.getAttribute('r:embed')).toBe('rId1');
  expect(xml.getElementsByTagName('a:ext').item(0)?.getAttribute('cx')).toBe('12192000');
});

test('the words of a slide are its text and the alternative texts of its pictures, without header and footer', () => {
  const html =
    '<section><header>Head</header><h1>Two <em>words</em></h1><ul><li>one</li><li>two</li></ul><p><img alt="A door" src="x"></p><footer>Foot</footer></section>';
  expect(spoken(html)).toEqual({ title: 'Two words', text: 'Two words one two A door' });
});
