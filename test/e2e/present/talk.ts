import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, type TestContext } from 'vitest';
import type { Language } from '../../../harness/base/text.ts';
import { parseBroker } from '../../../harness/brokers/index.ts';
import { type Presenting, present, type Telling } from '../../../harness/talk/present/present.ts';
import type { Patience } from '../../../harness/talk/present/run/live-run.ts';
import { needBrowser, startBrowser } from '../../unit/talk/browser.ts';
import { deckOf } from './deck.ts';

export type Clean = Pick<TestContext, 'onTestFinished'>;
type Skippable = Pick<TestContext, 'onTestFinished' | 'skip'>;

interface TalkOptions {
  readonly deck?: string;
  readonly language?: Language;
  /** The name or address of the broker. */
  readonly broker?: string;
  readonly host?: string;
  readonly room?: boolean;
  readonly patience?: Patience;
  readonly told?: Telling['broker'];
}

/** Presents a talk until the end of this test. */
export async function presenting(context: Clean, options: TalkOptions = {}): Promise<Presenting> {
  const {
    deck = await deckOf(context),
    language = 'en',
    broker = 'embedded',
    host = '127.0.0.1',
    room = false,
    patience,
    told = () => {},
  } = options;
  const talk = await present(
    {
      language,
      deck,
      cut: undefined,
      brokers: [parseBroker(broker)],
      warm: true,
      host,
      port: 0,
      room,
      open: false,
      save: undefined,
      notes: false,
      starter: undefined,
    },
    { broker: told, trouble: () => {} },
    patience,
  );
  context.onTestFinished(() => talk[Symbol.asyncDispose]());
  return talk;
}

/** Starts one browser for all tests of a file. Each test has its own windows. */
export function withBrowser(): (context: Skippable) => Promise<Windows> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());
  return async (context) => {
    needBrowser(context);
    if (browser === undefined) throw new Error('a browser that is needed is there');
    const made = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    context.onTestFinished(() => made.close());
    return new Windows(made);
  };
}

/** The windows of one person's browser. */
export class Windows {
  readonly context: BrowserContext;
  /** Errors that pages reported. */
  readonly complaints: string[] = [];

  constructor(context: BrowserContext) {
    this.context = context;
    context.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    context.on('weberror', (error) => this.complaints.push(String(error.error())));
  }

  async open(url: string, size?: { readonly width: number; readonly height: number }): Promise<View> {
    const page = await this.context.newPage();
    if (size !== undefined) await page.setViewportSize(size);
    await page.goto(url);
    const view = new View(page);
    await view.until('.stage[data-slide]');
    return view;
  }
}

/** In ms; far more than anything takes. */
const DEADLINE = 60_000;

/** A window that shows the talk. */
export class View {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Waits until an element is visible. */
  async until(selector: string): Promise<void> {
    await this.page.waitForSelector(selector, { timeout: DEADLINE });
  }

  untilSlide = (number: number): Promise<void> =>
    this.until(`.stage[data-shown="slide"][data-slide="${number}"]`);
  untilRun = (): Promise<void> => this.until('.stage[data-shown="run"]');
  untilDone = (state: string): Promise<void> => this.until(`.done[data-state="${state}"]`);

  text = (selector: string): Promise<string> => this.page.locator(selector).innerText({ timeout: DEADLINE });

  /** The verdict of each claim, by its id. */
  verdicts(): Promise<Record<string, string>> {
    return this.page.evaluate(() =>
      Object.fromEntries(
        Array.from(document.querySelectorAll<HTMLElement>('[data-claim]'), ({ dataset }) => [
          dataset.claim ?? '',
          dataset.verdict ?? '',
        ]),
      ),
    );
  }
}
