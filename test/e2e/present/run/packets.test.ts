import { describe, expect, test } from 'vitest';
import { deckOf, littleTalk } from '../deck.ts';
import { presenting, withBrowser } from '../talk.ts';

const windows = withBrowser();

/** Whether fields follow each other from the first byte on, without a gap. */
const coverage = (fields: readonly (readonly [number, number])[]) =>
  fields.every(([from], index) => from === (fields[index - 1]?.[1] ?? 0));

describe('a packet of a run', () => {
  test('is opened by an arrow once the run is over, in every window, byte by byte', async (context) => {
    const { url } = await presenting(context);
    const open = await windows(context);
    const [one, two] = [await open.open(url), await open.open(url)];
    await one.press('ArrowRight', 'r', 's');
    await Promise.all([one, two].map((view) => view.untilDone('holds')));
    await one.press('ArrowLeft');
    await Promise.all([one, two].map((view) => view.until('.packet:not([hidden]) .field')));
    // The same packet may end two runs in another order: only that it is another one matters.
    const chosen = () => two.page.locator('.packet').innerText();
    const last = await chosen();
    expect(await two.page.locator('.rows .chosen').count()).toBe(1);
    const fields = await two.page.$$eval('.field', (all) =>
      all.map(({ dataset }) => [Number(dataset.from), Number(dataset.to)] as const),
    );
    expect(coverage(fields)).toBe(true);
    await one.press('ArrowLeft');
    await expect.poll(chosen).not.toBe(last);
    await one.press('ArrowRight', 'ArrowRight');
    await two.page.waitForSelector('.packet', { state: 'hidden' });
    await one.press('ArrowLeft');
    await two.until('.packet:not([hidden])');
    await one.press('Escape');
    await two.page.waitForSelector('.packet', { state: 'hidden' });
    await two.untilRun();
    await one.press('ArrowRight');
    await two.untilSlide(3);
    expect(open.complaints).toEqual([]);
  });

  test('is opened by a click, and its bytes are not clipped', async (context) => {
    const { url } = await presenting(context);
    const view = await (await windows(context)).open(url);
    await view.press('ArrowRight', 'r', 's');
    await view.untilDone('holds');
    await view.press('1');
    await view.page.locator('.rows [data-event]').first().click();
    await view.until('.packet:not([hidden])');
    expect(await view.text('.packet > header b')).toBe('CONNECT');
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
      [1024, 768],
    ] as const) {
      await view.page.setViewportSize({ width, height });
      const clipped = await view.page.$eval('.packet', (packet) => packet.scrollHeight - packet.clientHeight);
      expect(clipped).toBeLessThanOrEqual(1);
    }
  });

  test('is in sight while it is open, also where a connection was cut before it', async (context) => {
    const deck = await deckOf(context, littleTalk('08-keep-alive-and-reconnect'));
    const { url } = await presenting(context, { deck });
    const view = await (await windows(context)).open(url);
    await view.press('ArrowRight', 'Shift+R', 's');
    await view.untilDone('holds');
    for (let packets = 0; packets < 4; packets += 1) {
      await view.press('ArrowLeft');
      await view.until('.rows .chosen');
      const isInSight = () =>
        view.page.evaluate(() => {
          const [rows, chosen] = ['.rows', '.rows .chosen'].map((selector) =>
            document.querySelector(selector)?.getBoundingClientRect(),
          );
          return rows && chosen && chosen.bottom > rows.top && chosen.top < rows.bottom;
        });
      await expect.poll(isInSight).toBe(true);
    }
  });

  test('says so where not all of its bytes were recorded', async (context) => {
    const deck = await deckOf(context, littleTalk('04-qos'));
    const { url } = await presenting(context, { deck });
    const view = await (await windows(context)).open(url);
    await view.press('ArrowRight', 'Shift+R', 's');
    await view.untilDone('holds');
    await view.press('1');
    const long = view.page.locator('.rows [data-event]', { hasText: 'SUBSCRIBE' }).first();
    await long.click();
    const size = await view.text('.packet .size');
    const shown = await view.page.$$eval('.field', (all) => Number(all.at(-1)?.dataset.to));
    const [, kept = '', whole] = /^(?:first (\d+) of )?(\d+) bytes/.exec(size) ?? [];
    expect([kept || whole, size.endsWith('kept')]).toEqual([String(shown), shown < Number(whole)]);
  });
});

test('one lab on two brokers: the first packet that differs is lit on both sides', async (context) => {
  const deck = await deckOf(context, littleTalk('06-qos-under-fire'));
  const { url } = await presenting(context, { deck });
  const open = await windows(context);
  const [one, two] = [await open.open(url), await open.open(url)];
  // No other broker is ready, so the recorded run is shown beside the live one.
  await one.press('ArrowRight', 'v');
  await two.until('.pair .type-message');
  await one.press('s');
  await two.until('.pair[data-state="ended"]');
  expect(await two.page.locator('.pair .side').count()).toBe(2);
  expect(await two.text('.pair .side:nth-of-type(2) .recorded')).toMatch(/^Recorded run · Mosquitto/);
  expect(await two.text('.pair .done')).toMatch(/^First difference: /);
  expect(await two.page.locator('.pair .differs').count()).toBeGreaterThan(0);
  await one.press('Escape');
  await two.untilSlide(2);
  await one.press('a');
  await two.until('.run:not(.pair)[data-state="ended"]');
  expect(await two.page.locator('.pair').count()).toBe(0);
  expect(open.complaints).toEqual([]);
});

test('two brokers between which nothing differs: their packets at one height, though the last step has none', async (context) => {
  const deck = await deckOf(context, littleTalk('05-small-packets'));
  const { url } = await presenting(context, { deck });
  const view = await (await windows(context)).open(url);
  await view.press('ArrowRight', 'v');
  await view.until('.pair .type-message');
  await view.press('s');
  await view.until('.pair[data-state="ended"]');
  expect(await view.text('.pair .done')).toMatch(/^No packet differs/);
  const tops = await view.page.$$eval('.pair .heads svg', (heads) =>
    heads.map((head) => Math.round(head.getBoundingClientRect().top)),
  );
  expect(tops).toEqual([tops[0], tops[0]]);
  const [side] = await view.page.$$('.pair .recorded');
  expect((await side?.boundingBox())?.height).toBeLessThan(40);
});

test('a run on a dark slide is dark, and its diagram too, on a device that is light', async (context) => {
  const { url } = await presenting(context);
  const view = await (await windows(context)).open(url);
  await view.page.emulateMedia({ colorScheme: 'light' });
  await view.press('ArrowRight', 'r', 's');
  await view.untilDone('holds');
  const colours = await view.page.evaluate(() =>
    [
      getComputedStyle(document.querySelector('.run') ?? document.body).backgroundColor,
      getComputedStyle(document.querySelector('.rows .open') ?? document.body).fill,
    ].map((colour) => Math.max(...(colour.match(/\d+/g) ?? []).map(Number))),
  );
  for (const brightest of colours) expect(brightest).toBeLessThan(100);
});
