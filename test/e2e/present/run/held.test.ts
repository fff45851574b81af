import { expect, test } from 'vitest';
import { readRecording } from '../../../../labs/recordings.ts';
import { presenting, type View, withBrowser } from '../talk.ts';

const windows = withBrowser();
const { steps, claims } = readRecording('03-retain');
const question = (step: number) => steps[step - 1]?.question?.en;

const untilAsked = async (views: readonly View[], step: number): Promise<void> => {
  for (const view of views) await expect.poll(() => view.text('.question')).toBe(question(step));
};
const judged = async (view: View): Promise<number> =>
  Object.values(await view.verdicts()).filter((verdict) => verdict !== 'waiting').length;

test('a run waits before each step, with its question, in every window; whatever means next plays it', async (context) => {
  const { url } = await presenting(context);
  const open = await windows(context);
  const one = await open.open(url);
  const presenter = await open.open(url.replace('/?', '/presenter?'));
  await one.page.setViewportSize({ width: 1920, height: 1080 });
  const views = [one, presenter];
  await one.press('ArrowRight', 'r');
  await untilAsked(views, 1);
  for (const view of views) expect(await judged(view)).toBe(0);
  expect(await one.page.locator('.claims .says').first().isVisible()).toBe(false);
  await one.press(' ');
  await untilAsked(views, 2);
  for (const view of views) expect(await judged(view)).toBeGreaterThan(0);
  // A window that joins late or reloads shows the same.
  await one.page.reload();
  await untilAsked(views, 2);
  await presenter.press('PageDown');
  await untilAsked(views, 3);
  await one.press('ArrowLeft');
  await Promise.all(views.map((view) => view.untilSlide(2)));
  await one.press('r', 'Enter');
  await untilAsked(views, 4);
  await one.press('ArrowRight');
  await untilAsked(views, 5);
  await one.press(' ');
  for (const view of views) {
    await view.untilDone('holds');
    expect(await judged(view)).toBe(claims.length);
    expect(await view.page.locator('.claims .says').first().isVisible()).toBe(true);
  }
  await one.press('PageDown');
  await one.untilSlide(3);
  expect(open.complaints).toEqual([]);
});

test('a recorded run waits as well, until it is played through', async (context) => {
  const { url } = await presenting(context);
  const view = await (await windows(context)).open(url);
  await view.press('ArrowRight', 'Shift+R');
  await untilAsked([view], 1);
  await view.press('a');
  await view.untilDone('holds');
});
