import type { ConsoleMessage, Page } from 'playwright-core';
import { type Pages, pagesOf } from '../lab/browser/pages.ts';
import { shown } from '../lab/browser/shown.ts';
import { tappedForPages } from '../lab/for-programs.ts';
import type { Lab } from '../lab/lab.ts';
import type { YourPage } from './task.ts';

/** Much more than any task needs. */
const MOST_LINES = 200;

/** A learner's page, which may be opened several times in one attempt. */
export class YourPages {
  readonly #lab: Lab;
  readonly #file: string;
  readonly #lines: string[] = [];
  #pages: Promise<Pages> | undefined;

  /** @param file an HTML file */
  constructor(lab: Lab, file: string) {
    this.#lab = lab;
    this.#file = file;
  }

  /** What all openings of the page have written to the console, and its errors. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** @throws CannotRunError `no-browser`; as {@link tappedForPages} */
  async opens(name: string): Promise<YourPage> {
    const lab = this.#lab;
    const { url, scheme } = await tappedForPages(lab);
    this.#pages ??= pagesOf(lab, this.#file);
    const pages = await this.#pages;
    const settings = {
      WS_URL: url,
      MQTT_URL: await lab.tapped(),
      PREFIX: lab.topic(''),
      CLIENT_ID: lab.clientId(name),
    };
    const page = await pages.open(settings, async (empty) => this.#listen(empty));
    return {
      shows: (selector, text, within) => shown(lab.patience, page, selector, text, within),
      isCut: async () => (await lab.networkOf(scheme)).cutNow(name),
    };
  }

  #listen(page: Page): void {
    const add = (line: string) => {
      if (this.#lines.length < MOST_LINES) this.#lines.push(line);
    };
    page.on('console', (message: ConsoleMessage) => add(message.text()));
    page.on('pageerror', (error) => add(String(error)));
  }
}
