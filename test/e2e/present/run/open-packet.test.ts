import { expect, test } from 'vitest';
import { labIds } from '../../../../labs/index.ts';
import { readRecording } from '../../../../labs/recordings.ts';
import { deckOf, slidesOf } from '../deck.ts';
import { sizes } from '../sizes.ts';
import { presenting, type View, withBrowser } from '../talk.ts';

const windows = withBrowser();

/** Opens the packet of a step that takes the most room, if the step has packets; returns its event. */
const openLargest = ({ page }: View): Promise<string | undefined> =>
  page.evaluate(() => {
    const rows = Array.from(document.querySelectorAll<SVGElement>('.rows [data-event]'));
    const height = (row: Element) => row.getBoundingClientRect().height;
    const [largest] = rows.toSorted((one, other) => height(other) - height(one));
    largest?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    return largest?.dataset.event;
  });

/** What is cut off of the open packet: of its row, or of its fields. */
const cutOff = ({ page }: View): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const [rows, row] = ['.rows', '.rows .chosen'].map((selector) =>
      document.querySelector(selector)?.getBoundingClientRect(),
    );
    const diagram = document.querySelector('.diagram')?.getBoundingClientRect();
    if (rows === undefined || row === undefined || diagram === undefined) return ['not there'];
    if (row.top < rows.top - 1) found.push(`${rows.top - row.top} px above`);
    if (row.bottom > rows.bottom + 1) found.push(`${row.bottom - rows.bottom} px below`);
    // A row may be wider than a phone: then its middle is in the middle.
    const [left, right] = [diagram.left - row.left, row.right - diagram.right];
    if (row.width <= diagram.width && Math.max(left, right) > 1)
      found.push(`${Math.max(left, right)} px beside`);
    const packet = document.querySelector('.packet');
    const hidden = (packet?.scrollHeight ?? 0) - (packet?.clientHeight ?? 0);
    if (hidden > 1) found.push(`${hidden} px of the fields`);
    return found;
  });

test('an open packet is visible as a whole, its row and its fields, however many they are', async (context) => {
  const deck = await deckOf(context, slidesOf(...labIds));
  const { url } = await presenting(context, { deck });
  const view = await (await windows(context)).open(url);
  const found: string[] = [];
  let opened = 0;
  for (const [index, lab] of labIds.entries()) {
    // Until it shows, the ended run that is seen may be the one before.
    await view.untilSlide(index + 1);
    await view.press('Shift+R', 's');
    await view.until('.run[data-state="ended"]');
    for (const size of sizes) {
      await view.page.setViewportSize(size);
      for (const { number: step } of readRecording(lab).steps) {
        await view.press(String(step));
        await expect.poll(() => view.text('.step')).toMatch(new RegExp(`^${step} `));
        const event = await openLargest(view);
        if (event === undefined) continue;
        await view.until(`.rows [data-event="${event}"] .chosen`);
        opened += 1;
        found.push(...(await cutOff(view)).map((what) => `${lab} ${step} ${size.width}: ${what}`));
        await view.press('Escape');
        await view.page.waitForSelector('.packet', { state: 'hidden' });
      }
    }
    await view.press('Escape', 'ArrowRight');
  }
  expect(opened).toBeGreaterThan(labIds.length * sizes.length);
  expect(found).toEqual([]);
});
