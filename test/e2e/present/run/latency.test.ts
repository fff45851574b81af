import { expect, test } from 'vitest';
import { presenting, type View, withBrowser } from '../talk.ts';

const RUNS = 9;

const windows = withBrowser();

/** Notes the time of a key and of the first painted packet, by a clock that all windows share. */
const watch = (): void => {
  const at: Record<string, number> = {};
  Reflect.set(window, 'at', at);
  const pressed = ({ key }: KeyboardEvent): void => {
    if (key === 'a') at.key = Date.now();
  };
  window.addEventListener('keydown', pressed, true);
  let seen: string | undefined;
  const look = (): void => {
    const { run } = document.querySelector<HTMLElement>('.run')?.dataset ?? {};
    const { packets = '0' } = document.querySelector<HTMLElement>('.diagram')?.dataset ?? {};
    if (run === undefined || run === seen || packets === '0') return;
    seen = run;
    const painted = (): void => {
      at.packet = Date.now();
    };
    requestAnimationFrame(() => setTimeout(painted));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
};

/** Waits until it happens after `before`, and returns the time. */
async function timeOf({ page }: View, what: 'key' | 'packet', before: number): Promise<number> {
  const time = await page.waitForFunction(
    ([name, earlier]) => {
      const at: number | undefined = Reflect.get(Reflect.get(window, 'at'), name);
      return at !== undefined && at > earlier ? at : false;
    },
    [what, before] as const,
  );
  return Number(await time.jsonValue());
}

test('from the key to the first packet in every window', { timeout: 120_000 }, async (context) => {
  const talk = await presenting(context);
  // In separate windows, because only the front tab of a window is painted.
  const windowOf = async (url: string): Promise<View> => {
    const open = await windows(context);
    await open.context.addInitScript(watch);
    return open.open(url);
  };
  const first = await windowOf(talk.url);
  const views = [first, await windowOf(talk.url), await windowOf(talk.url.replace('/?', '/presenter?'))];
  const times: number[] = [];
  let last = 0;
  while (times.length < RUNS) {
    await first.press('Home', 'ArrowRight');
    await Promise.all(views.map((view) => view.untilSlide(2)));
    await talk.ready();
    await first.press('a');
    const pressed = await timeOf(first, 'key', last);
    const painted = await Promise.all(views.map((view) => timeOf(view, 'packet', last)));
    last = Math.max(...painted);
    times.push(last - pressed);
    await first.press('s');
    await Promise.all(views.map((view) => view.untilDone('holds')));
  }
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(RUNS / 2)];
  process.stdout.write(
    `key press to first packet in 3 windows, embedded broker: median ${median} ms, slowest ${sorted.at(-1)} ms of ${RUNS}\n`,
  );
  // Every window paints a packet after the key.
  expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
});
