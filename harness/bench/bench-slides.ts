import '../process/node-version.ts';
import { rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Browser } from 'playwright-core';
import type { Text } from '../base/text.ts';
import { parseBroker } from '../brokers/index.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { temporaryFolder } from '../process/temporary-folder.ts';
import { buildDecks } from '../talk/deck/build.ts';
import { talkDecks } from '../talk/deck/find-decks.ts';
import { launchBrowser } from '../talk/deck/formats/browser.ts';
import { readSource } from '../talk/deck/source.ts';
import { present } from '../talk/present/present.ts';
import { spread } from './spread.ts';

/** In s, on an idle machine. */
const AIM_FILES = 30;
/** In ms. */
const AIM_RELOAD = 1500;
const SAVES = 10;

const benchSlides = command({
  name: 'npm run bench:slides',
  en: 'Measures how long each file of npm run slides takes, and how soon a saved deck is seen in a browser while presenting. Needs Chromium (CHROME_PATH names one).',
  ja: 'npm run slides の各ファイルにかかる時間と、発表中に保存したスライドがブラウザーに表示されるまでの時間を測ります。Chromium が必要です(CHROME_PATH で指定できます)。',
  options: {},
});
export default benchSlides;

/** Prints the times of each file, and returns the seconds for all of them. */
async function measureFiles(decks: readonly string[], folder: string): Promise<number> {
  const begun = performance.now();
  const { files } = await buildDecks(decks, folder);
  const seconds = (performance.now() - begun) / 1000;
  for (const one of files)
    process.stdout.write(`${path.basename(one.file).padEnd(16)} ${one.seconds.toFixed(1).padStart(6)} s\n`);
  return seconds;
}

/** The milliseconds from saving the talk with a new title until a browser shows that title. */
async function measureReload(deck: string, browser: Browser): Promise<number[]> {
  // Beside the talk, so that its figures are found.
  const file = path.join(path.dirname(deck), `bench-${process.pid}.md`);
  const source = readSource(deck);
  const titled = (title: string) => source.replace(/^# .*$/m, `# ${title}`);
  try {
    await writeFile(file, titled('Save 0'));
    await using talk = await present(
      {
        language: 'en',
        deck: file,
        cut: undefined,
        brokers: [parseBroker('embedded')],
        warm: false,
        host: '127.0.0.1',
        port: 0,
        room: false,
        open: false,
        save: undefined,
        notes: false,
        starter: undefined,
      },
      { broker: () => {}, trouble: () => {} },
    );
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(talk.url);
    await page.getByText('Save 0').first().waitFor();
    const milliseconds: number[] = [];
    for (let save = 1; save <= SAVES; save++) {
      const begun = performance.now();
      await writeFile(file, titled(`Save ${save}`));
      await page.getByText(`Save ${save}`, { exact: true }).first().waitFor();
      milliseconds.push(performance.now() - begun);
    }
    return milliseconds;
  } finally {
    await rm(file, { force: true });
  }
}

const noBrowser: Text = {
  en: 'live reload was not measured: no Chromium here (CHROME_PATH names one)',
  ja: '保存から表示までは測っていません。Chromium がありません(CHROME_PATH で指定できます)',
};

await runCommand(import.meta.url, benchSlides, async ({ tell }) => {
  const busy = loadavg()[0]?.toFixed(1);
  process.stdout.write(`${availableParallelism()} × ${cpus()[0]?.model}, load ${busy}\n`);
  const decks = await talkDecks();
  await using browser = await launchBrowser();
  const [deck] = decks;
  if (browser === undefined || deck === undefined) tell(noBrowser);
  else {
    const reloads = await measureReload(deck, browser);
    process.stdout.write(`saved until seen: ${spread(reloads)} (aim: at most ${AIM_RELOAD} ms)\n`);
  }
  const folder = await temporaryFolder('mqtt-hands-on-bench-');
  try {
    const seconds = await measureFiles(decks, folder);
    const aim = `aim: at most ${AIM_FILES} s on an idle machine`;
    process.stdout.write(`${'all'.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s (${aim})\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
  return 0;
});
