import { expect, test } from 'vitest';
import { printed, start } from '../support/program.ts';
import { deckOf } from './deck.ts';
import { type Clean, type View, withBrowser } from './talk.ts';

const windows = withBrowser();

/** Notes the names of the channels between windows. */
const countChannels = (): void => {
  const names: string[] = [];
  Reflect.set(window, 'channels', names);
  const { BroadcastChannel: Original } = window;
  window.BroadcastChannel = class extends Original {
    constructor(name: string) {
      super(name);
      names.push(name);
    }
  };
};

/** Starts a talk in a process that can be killed, and returns its address. */
async function killable(context: Clean) {
  const words = ['harness/cli/present.ts', await deckOf(context), '--lang', 'en', '--warm'];
  const talk = start(words);
  const kill = async () => {
    talk.running.kill('SIGKILL');
    await talk.ended;
  };
  context.onTestFinished(kill);
  return { url: (await printed(talk, /http:\S+token=\S+\n/)).trim(), kill };
}

/** The position and style of everything on the slide. */
const looks = ({ page }: View) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('.stage, .stage .marpit, .stage .marpit *'), (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = Array.from(getComputedStyle(element), (name) => [
        name,
        getComputedStyle(element).getPropertyValue(name),
      ]);
      return { name: element.tagName, place: [x, y, width, height], style: Object.fromEntries(style) };
    }),
  );

/** Waits until the view is visible and complete, with the pointer at rest. */
async function settled(view: View): Promise<void> {
  if (!view.page.url().endsWith('/presenter')) await view.until('html[data-pointer="idle"]');
  await view.page.waitForLoadState('networkidle');
  await view.page.evaluate(() => document.fonts.ready.then(() => {}));
}

test('slides look as they did, before and after', async (context) => {
  const { url, kill } = await killable(context);
  const view = await (await windows(context)).open(url);
  const before: unknown[] = [];
  for (const number of [1, 3]) {
    await view.press(number === 1 ? 'Home' : 'End');
    await view.untilSlide(number);
    await settled(view);
    before.push(await looks(view));
  }
  await kill();
  await view.until('.trouble');
  expect(await looks(view)).toEqual(before[1]);
  await view.press('Home');
  await view.untilSlide(1);
  expect(await looks(view)).toEqual(before[0]);
});

test('windows stay together, whichever of them has the keys', async (context) => {
  const { url, kill } = await killable(context);
  const open = await windows(context);
  await open.context.addInitScript(countChannels);
  const views = [
    await open.open(url),
    await open.open(url.replace('/?', '/presenter?')),
    await open.open(url),
  ];
  const [stage, presenter, third] = views;
  await stage?.press('ArrowRight');
  for (const view of views) await view.untilSlide(2);
  for (const view of views) await settled(view);
  await kill();
  for (const view of views) {
    await view.until('.trouble');
    await view.untilSlide(2);
  }
  await presenter?.press('ArrowRight');
  for (const view of views) await view.untilSlide(3);
  await third?.press('ArrowLeft', 'a');
  for (const view of views) await view.until('.recorded');
  await stage?.press('s');
  for (const view of views) await view.untilDone('holds');
  await presenter?.press('2');
  for (const view of views) await expect.poll(() => view.text('.step')).toMatch(/^2 /);
  await third?.press('Escape');
  for (const view of views) await view.untilSlide(2);
  await presenter?.press('b');
  for (const view of views) await view.until('body[data-black="true"]');
  await stage?.press('.');
  for (const view of views) await view.until('body[data-black="false"]');
  for (const { page } of views) {
    expect(await page.evaluate(() => Reflect.get(window, 'channels'))).toEqual(['mqtt-hands-on']);
  }
});

test('the clock goes on as it was', async (context) => {
  const { url, kill } = await killable(context);
  const open = await windows(context);
  const [stage, presenter] = [await open.open(url), await open.open(url.replace('/?', '/presenter?'))];
  await stage.press('ArrowRight');
  await expect.poll(() => presenter.text('.elapsed')).not.toBe('00:00');
  await kill();
  await presenter.until('.trouble');
  const before = await presenter.text('.elapsed');
  await stage.press('ArrowRight');
  await presenter.untilSlide(3);
  await expect.poll(() => presenter.text('.elapsed')).not.toBe(before);
  expect(await presenter.text('.elapsed')).toMatch(/^0[0-2]:\d\d$/);
  expect((await presenter.text('.elapsed')) > before).toBe(true);
});

test('a run that is shown stays, with what is looked at', async (context) => {
  const { url, kill } = await killable(context);
  const open = await windows(context);
  const views = [await open.open(url), await open.open(url.replace('/?', '/presenter?'))];
  const [stage] = views;
  await stage?.press('ArrowRight', 'a', 's');
  for (const view of views) await view.untilDone('holds');
  await stage?.press('2');
  for (const view of views) await expect.poll(() => view.text('.step')).toMatch(/^2 /);
  const panels = () => Promise.all(views.map((view) => view.text('.run')));
  const before = await panels();
  for (const view of views) await settled(view);
  await kill();
  for (const view of views) await view.until('.trouble');
  // Only the broker's badge in the presenter's view disappears.
  expect(await panels()).toEqual(before);
  expect(await stage?.verdicts()).toMatchObject({ 'retain.late-subscriber': 'holds' });
});
