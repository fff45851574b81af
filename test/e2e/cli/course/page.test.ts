import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { needBrowser } from '../../../unit/talk/browser.ts';
import { run } from '../../support/program.ts';
import { repositoryCopy } from '../../support/repository-copy.ts';

const TASK = ['19', '--task', '1'];
const CHROME_PATH = '/no/such/browser';
const notThere = '/no/such/browser does not start';

/** A copy of the project, in which the page of lab 19 is begun. */
async function copy() {
  const folder = await repositoryCopy({ onTestFinished });
  const file = path.join(folder, 'labs/19-in-a-browser/my/task-1.html');
  const LAB_PROGRESS = path.join(folder, '.progress.json');
  return {
    file,
    lab: (words: readonly string[], env = {}) =>
      run([path.join(folder, 'harness/cli/lab.ts'), ...words], { env: { LAB_PROGRESS, ...env } }),
    write: async (script: string) => {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, `<!doctype html><p id="value"></p>${LIBRARY}<script>${script}</script>`);
    },
  };
}

const LIBRARY = '<script src="../../../node_modules/mqtt/dist/mqtt.min.js"></script>';
const ASKED = 'const asked = new URLSearchParams(location.search);';

describe('without a browser', () => {
  it('the lab says so, and what to do', async () => {
    const { exitCode, stdout, stderr, left } = await run(['harness/cli/lab.ts', '19', '--quiet'], {
      env: { CHROME_PATH },
    });
    expect({ exitCode, left }).toEqual({ exitCode: 2, left: [] });
    expect(stdout + stderr).toContain(notThere);
    expect(stdout + stderr).toContain('install one, or name it in CHROME_PATH');
    expect(stdout).not.toMatch(/[✔✖]/);
  });

  it('the task says so, and the page is begun and not judged', async () => {
    const { lab, file } = await copy();
    const { exitCode, stdout, left } = await lab(TASK, { CHROME_PATH });
    expect({ exitCode, left }).toEqual({ exitCode: 2, left: [] });
    expect(stdout).toContain(notThere);
    expect(stdout).not.toContain('not yet');
    expect(await readFile(file, 'utf8')).toMatch(
      /^<!--\n {2}19\.1 The display on the wall\n[^>]+-->\n<!doctype html>/,
    );
  });
});

describe('a page of a learner', () => {
  it.for([
    ['with a syntax error', 'const = 1;', [/^ {2}│ SyntaxError: /m, /→ Your page has not connected/]],
    ['that throws', "throw new Error('mine');", [/^ {2}│ Error: mine/m, /→ Your page has not connected/]],
    ['that never ends', 'for (;;);', [/the browser to load the page/]],
    ['that writes without end', "for (;;) console.log('x'.repeat(1_000));", [/the browser to load the page/]],
    [
      'that sends without end',
      `${ASKED}mqtt.connectAsync(asked.get('WS_URL')).then(async (client) => {
         for (;;) await client.publishAsync(asked.get('PREFIX') + 'office/temperature', '1', { qos: 1 });
       });`,
      [/more than 2000 packets/],
    ],
  ] as const)('%s is named and closed', async ([, script, says], { skip }) => {
    needBrowser({ skip });
    const { lab, write } = await copy();
    await write(script);
    const { exitCode, stdout, left } = await lab([...TASK, '--quiet']);
    // Long lines are broken where the terminal ends.
    for (const sentence of says) expect(stdout.replaceAll(/\n {2}(?=\w)/g, ' ')).toMatch(sentence);
    expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
  });
});
