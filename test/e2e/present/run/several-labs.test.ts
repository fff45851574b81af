import { expect, test } from 'vitest';
import { deckOf, littleTalk } from '../deck.ts';
import { presenting, withBrowser } from '../talk.ts';

const windows = withBrowser();

const row = (lab: string): string => `| [${lab}](../../labs/${lab}/lab.ts) | words |`;
const labs = ['01-start-a-broker', '03-retain', '10-takeover'];
const deck = littleTalk().replace(
  /# Two\n\n.*\n/,
  ['# Two', '', '| Lab | About |', '| --- | --- |', ...labs.map(row), ''].join('\n'),
);

test('each lab of a slide has its button, and the key runs the first', async (context) => {
  const { url } = await presenting(context, { deck: await deckOf(context, deck) });
  const view = await (await windows(context)).open(url);
  await view.press('ArrowRight');
  await view.untilSlide(2);
  const buttons = view.page.locator('.stage button.run-lab');
  await expect.poll(() => buttons.allInnerTexts()).toHaveLength(labs.length);
  expect((await buttons.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    '▶ Run lab 01 R',
    '▶ Run lab 03',
    '▶ Run lab 10',
  ]);
  await buttons.nth(1).click();
  await view.untilRun();
  expect(await view.text('.run h2')).toMatch(/^03 /);
  await view.press('s');
  await view.untilDone('holds');
  await view.press('Escape', 'a');
  await expect.poll(() => view.text('.run h2')).toMatch(/^01 /);
});
