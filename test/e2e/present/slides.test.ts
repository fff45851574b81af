import { expect, test } from 'vitest';
import { languages } from '../../../harness/base/text.ts';
import { measureSlides } from '../../unit/talk/measure.ts';
import { presenting, withBrowser } from './talk.ts';

const windows = withBrowser();
/** At another scale, lines may break differently because of fractions of a pixel. */
const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
/** Font sizes are tested on the file. Buttons and badges of the stage are smaller. */
const ofLetters = / is set in /;

test.for(languages)(
  'nothing of a slide of the talk is out of place on the stage, in %s',
  { timeout: 180_000 },
  async (language, context) => {
    const { url } = await presenting(context, { language, deck: `slides/mqtt.${language}.md` });
    const view = await (await windows(context)).open(url);
    const count = await view.page.evaluate<number>(
      `fetch('/deck.json').then((reply) => reply.json()).then(({ slides }) => slides.length)`,
    );
    expect(count).toBeGreaterThan(30);
    const found: string[] = [];
    for (let slide = 1; slide <= count; slide += 1) {
      await view.untilSlide(slide);
      for (const size of sizes) {
        await view.page.setViewportSize(size);
        const wrong = (await view.page.evaluate(measureSlides)).filter((what) => !ofLetters.test(what));
        found.push(...wrong.map((what) => `${size.width}, ${what.replace(/^slide \d+/, `slide ${slide}`)}`));
      }
      await view.press('PageDown');
    }
    expect(found).toEqual([]);
  },
);
