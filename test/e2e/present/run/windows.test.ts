import { describe, expect, test } from 'vitest';
import { readRecording } from '../../../../labs/recordings.ts';
import { haltingBroker } from '../../support/halting-broker.ts';
import { deckOf, littleTalk } from '../deck.ts';
import { presenting, withBrowser } from '../talk.ts';

const windows = withBrowser();

describe('several windows', () => {
  test('show the same slide and the same run, also who joins late', async (context) => {
    const { url } = await presenting(context);
    const open = await windows(context);
    const one = await open.open(url);
    const two = await open.open(url);
    const presenter = await open.open(new URL('/presenter', url).href);
    await two.press('ArrowRight');
    await Promise.all([one, two, presenter].map((view) => view.untilSlide(2)));
    expect(await presenter.text('.notes')).toBe('run it');
    await one.press('a');
    await Promise.all([one, two, presenter].map((view) => view.untilRun()));
    const late = await open.open(url);
    await presenter.press('s');
    const { claims } = readRecording('03-retain');
    for (const view of [one, two, presenter, late]) {
      await view.untilDone('holds');
      expect(Object.values(await view.verdicts())).toEqual(claims.map(() => 'holds'));
    }
    const pictures = await Promise.all(
      [one, two, late].map((view) => view.page.locator('.rows svg desc').textContent()),
    );
    expect(new Set(pictures).size).toBe(1);
    await late.press('Escape');
    await Promise.all([one, two, presenter, late].map((view) => view.untilSlide(2)));
    expect(open.complaints).toEqual([]);
  });

  test('ask for two runs at once, and get one', async (context) => {
    const broker = await haltingBroker('late', context);
    const { url } = await presenting(context, { broker: broker.url });
    const open = await windows(context);
    const one = await open.open(url);
    await one.press('ArrowRight', 'a');
    await broker.halted;
    await one.until('.run[data-state="running"]');
    expect(await one.text('.hints')).toContain('c: cancel');
    const status = await one.page.evaluate(async () => {
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify({ do: 'run', lab: '04-qos' });
      return (await fetch('/do', { method: 'POST', headers, body })).status;
    });
    expect(status).toBe(409);
    await one.press('c');
    await one.untilDone('cancelled');
    expect(await one.text('.run h2')).toContain('03 Retained messages');
  });
});

describe('keys', () => {
  test('move slides, always', async (context) => {
    const { url } = await presenting(context);
    const view = await (await windows(context)).open(url);
    for (const [key, slide] of [
      ['ArrowRight', 2],
      ['PageDown', 3],
      ['ArrowLeft', 2],
      ['PageUp', 1],
      [' ', 2],
      ['End', 3],
      ['Home', 1],
      ['ArrowDown', 2],
      ['ArrowUp', 1],
    ] as const) {
      await view.press(key);
      await view.untilSlide(slide);
    }
    await view.press('ArrowRight', 'a');
    await view.untilRun();
    await view.press('ArrowRight');
    await view.untilSlide(3);
  });

  test('scroll the packets, and look at a step again, in every window', async (context) => {
    // The last step has more packets than fit on the slide.
    const { url } = await presenting(context, { deck: await deckOf(context, littleTalk('04-qos')) });
    const open = await windows(context);
    const [one, two] = [await open.open(url), await open.open(url)];
    await one.press('ArrowRight', 'a', 's');
    await Promise.all([one, two].map((view) => view.untilDone('holds')));
    const scrolled = () => two.page.$eval('.rows', ({ scrollTop }) => scrollTop);
    const atTheEnd = await scrolled();
    expect(atTheEnd).toBeGreaterThan(0);
    await one.press('k');
    await expect.poll(scrolled).toBeLessThan(atTheEnd);
    await one.press('1');
    await expect.poll(() => two.text('.step')).toMatch(/^1 /);
    expect(await scrolled()).toBe(0);
  });

  test('explain themselves, and say what they can not do', async (context) => {
    const { url } = await presenting(context);
    const view = await (await windows(context)).open(url);
    await view.press('?');
    await view.until('.help');
    await view.press('Escape');
    await view.page.waitForSelector('.help', { state: 'hidden' });
    await view.press('r');
    await view.until('.remark');
    expect(await view.text('.remark')).toBe('this slide has no lab');
  });

  test("open the presenter's view", async (context) => {
    const { url } = await presenting(context);
    const open = await windows(context);
    const view = await open.open(url);
    const [popup] = await Promise.all([view.page.waitForEvent('popup'), view.press('p')]);
    await popup.waitForSelector('.notes p');
    expect(await popup.locator('.notes').innerText()).toBe('say hello');
    await popup.keyboard.press('ArrowRight');
    await view.untilSlide(2);
  });
});
