import { expect, test } from 'vitest';
import { languages } from '../../../../harness/base/text.ts';
import { violations } from '../accessible.ts';
import { presenting, withBrowser } from '../talk.ts';
import { phoneIn } from './phones.ts';

const windows = withBrowser();
const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];

test.for(languages)(
  'the vote lies over nothing of its slide that is to be read, in %s',
  { timeout: 180_000 },
  async (language, context) => {
    const talk = await presenting(context, { language, deck: `slides/mqtt.${language}.md`, room: true });
    await talk.ready();
    const view = await (await windows(context)).open(talk.url);
    const slide = await view.page.evaluate<number>(
      `fetch('/deck.json').then((reply) => reply.json()).then(({ slides }) => slides.findIndex(({ vote }) => vote) + 1)`,
    );
    await view.press(...String(slide), 'Enter');
    await view.until('.vote-panel .vote-code svg');
    const phone = await phoneIn(talk, context);
    await phone.client.publishAsync(phone.own.vote, '2');
    await view.until('.vote-panel li:nth-child(3)[data-votes="1"]');
    for (const size of sizes) {
      await view.page.setViewportSize(size);
      const covered = await view.page.evaluate(() => {
        const boxOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
        const panel = boxOf('.vote-panel');
        const touches = (box: DOMRect | undefined) =>
          box !== undefined &&
          panel !== undefined &&
          box.width > 0 &&
          box.right > panel.left + 1 &&
          box.left < panel.right - 1 &&
          box.bottom > panel.top + 1 &&
          box.top < panel.bottom - 1;
        return ['.stage img', '.stage h1', '.run-lab', '.stage .badge'].filter((what) =>
          touches(boxOf(what)),
        );
      });
      expect({ width: size.width, covered }).toEqual({ width: size.width, covered: [] });
      const heights = await view.page.$$eval('.vote-asks, .vote-panel .count', (lines) =>
        lines.map(
          (line) => line.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(line).fontSize),
        ),
      );
      for (const height of heights) expect(height).toBeLessThan(2);
    }
    expect(await violations(view.page)).toEqual([]);
  },
);

test('packets of phones lie over nothing of a run that is to be read', async (context) => {
  const talk = await presenting(context, { room: true });
  await talk.ready();
  const view = await (await windows(context)).open(talk.url);
  await view.press('ArrowRight', 'Shift+R', 's');
  await view.untilDone('holds');
  const phone = await phoneIn(talk, context);
  for (const size of sizes) {
    await view.page.setViewportSize(size);
    await phone.client.publishAsync(phone.own.reaction, 'heart');
    // The newest packet, which may be a tally.
    await view.until('.lane li:last-child');
    const covered = await view.page.evaluate(() => {
      const lane = document.querySelector('.lane')?.getBoundingClientRect();
      if (lane === undefined || lane.width === 0) return ['there is no lane'];
      return ['.run h2', '.run .source', '.packets-side', '.claims-side', '.done'].filter((what) => {
        const box = document.querySelector(what)?.getBoundingClientRect();
        if (box === undefined) return true;
        const isBeside = box.right <= lane.left + 1 || box.left >= lane.right - 1;
        const isAbove = box.bottom <= lane.top + 1 || box.top >= lane.bottom - 1;
        return !isBeside && !isAbove;
      });
    });
    expect({ width: size.width, covered }).toEqual({ width: size.width, covered: [] });
    await view.page.waitForSelector('.lane', { state: 'hidden' });
  }
});
