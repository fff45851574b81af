import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { deckOf } from './deck.ts';
import { presenting, withBrowser } from './talk.ts';

const windows = withBrowser();

test('an edited deck is shown in place; a broken one says so and recovers', async (context) => {
  const deck = await deckOf(context);
  const { url } = await presenting(context, { deck });
  const view = await (await windows(context)).open(url);
  const heading = (text: string) => view.page.getByRole('heading', { name: text }).waitFor();
  await view.press('ArrowRight');
  await heading('Two');
  const source = await readFile(deck, 'utf8');
  await writeFile(deck, source.replace('# Two', '# Deux'));
  await heading('Deux');
  await view.untilSlide(2);

  await writeFile(deck, source.replace('# Two', '# Two\n\n![a picture](none.svg)'));
  await view.until('.trouble');
  expect(await view.text('.trouble')).toMatch(
    /talk\.md:\d+: none\.svg is not there: use a path relative to the deck/,
  );
  await heading('Deux');
  await view.press('ArrowRight');
  await view.untilSlide(3);
  await view.press('ArrowLeft');

  await writeFile(deck, source.replace('# Two', '# Zwei'));
  await heading('Zwei');
  await view.page.waitForSelector('.trouble', { state: 'hidden' });
  await view.untilSlide(2);
});

test('a deck that has become shorter keeps the talk on a slide that is there', async (context) => {
  const deck = await deckOf(context);
  const { url } = await presenting(context, { deck });
  const view = await (await windows(context)).open(url);
  await view.press('End');
  await view.untilSlide(3);
  const source = await readFile(deck, 'utf8');
  await writeFile(deck, source.replace(/\n---\n\n# Three[\s\S]*/, ''));
  await view.untilSlide(2);
});
