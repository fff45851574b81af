import { once } from 'node:events';
import { createServer } from 'node:net';
import { execa } from 'execa';
import { errorCode } from '../base/error-code.ts';
import { same, type Text } from '../base/text.ts';
import { requireEngine } from '../brokers/docker/engine.ts';
import { findBrowser } from '../process/find-browser.ts';
import { findProgram } from '../process/find-program.ts';
import type { Check } from './check.ts';

export const node: Check = {
  what: same('Node'),
  for: { en: 'everything', ja: 'すべて' },
  // A Node that is too old does not come this far.
  find: async () => ({ here: same(`${process.version}  ${process.execPath}`) }),
};

export const engine: Check = {
  what: same('Docker'),
  for: { en: 'Mosquitto, EMQX and others in containers', ja: 'コンテナの Mosquitto や EMQX など' },
  find: async () => ({ here: same(await requireEngine()) }),
};

export const mosquittoProgram: Check = {
  what: { en: 'mosquitto, the program', ja: 'mosquitto(プログラム)' },
  for: { en: 'Mosquitto without Docker', ja: 'Docker なしの Mosquitto' },
  find: async () => {
    const found = await findProgram('mosquitto');
    if (found !== undefined) return { here: same(found) };
    return {
      missing: { en: 'not found', ja: '見つかりません' },
      advice: {
        en: 'apt-get install mosquitto, or brew install mosquitto',
        ja: 'apt-get install mosquitto または brew install mosquitto',
      },
    };
  },
};

export const browser: Check = {
  what: { en: 'a browser', ja: 'ブラウザー' },
  for: {
    en: 'presenting; slides as PDF, PPTX and PNG; lab 19',
    ja: '発表、PDF・PPTX・PNG のスライド、ラボ 19',
  },
  find: async () => {
    const found = await findBrowser();
    if (found !== undefined) return { here: same(found) };
    return {
      missing: { en: 'not found', ja: '見つかりません' },
      advice: {
        en: 'install Chrome, Edge or Chromium, or name it in CHROME_PATH',
        ja: 'Chrome、Edge、Chromium のどれかをインストールするか、CHROME_PATH で指定してください',
      },
    };
  },
};

export const japaneseFont: Check = {
  what: { en: 'a Japanese font', ja: '日本語フォント' },
  for: { en: 'slides in Japanese', ja: '日本語のスライド' },
  find: async () => {
    if (process.platform !== 'linux') return { here: { en: 'part of this system', ja: 'システムに付属' } };
    const { stdout, failed } = await execa('fc-list', [':lang=ja', 'family'], { reject: false });
    const [first] = (failed ? '' : stdout).split('\n').filter(Boolean).sort();
    return first === undefined
      ? {
          missing: { en: 'none found', ja: '見つかりません' },
          advice: same('apt-get install fonts-noto-cjk'),
        }
      : { here: same(first) };
  },
};

/** Whether a port that programs expect is free. */
export const port = (number: number, what: Text): Check => ({
  what: { en: `port ${number}`, ja: `ポート ${number}` },
  for: what,
  find: async () => {
    const server = createServer();
    try {
      server.listen(number, '127.0.0.1');
      await once(server, 'listening');
      return { here: { en: 'free', ja: '空き' } };
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE') throw error;
      return {
        missing: { en: 'taken by another program', ja: '別のプログラムが使っています' },
        advice: {
          en: 'npm run broker takes the next one that is free',
          ja: 'npm run broker は次の空きポートを使います',
        },
      };
    } finally {
      server.close();
    }
  },
});
