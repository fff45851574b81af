import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';

/** Far more than a busy machine needs. */
const PATIENCE_MS = 120_000;

let out = '';
beforeAll(async () => {
  out = await mkdtemp(path.join(os.tmpdir(), 'mqtt-hands-on-out-'));
});
afterAll(() => rm(out, { recursive: true }));

/** Short calls of each command. Reports go to a folder that can be written to. */
const calls: Readonly<Record<string, () => readonly (readonly string[])[]>> = {
  start: () => [['--quiet']],
  lab: () => [
    ['03', '--quiet'],
    ['03', '--quiet', '--broker', 'mosquitto'],
    ['13', '--quiet'],
  ],
  tap: () => [['mqtt://127.0.0.1:1']],
  broker: () => [['--port', '0']],
  doctor: () => [[]],
  // Refused before it builds, which takes long and writes only into this project.
  book: () => [['--out', 'docs']],
  verify: () => [
    ['--broker', 'embedded', '--only', 'retain.late-subscriber'],
    ['--broker', 'mosquitto', '--only', 'retain.late-subscriber'],
  ],
  'verify-client': () => [['true']],
  present: () => [['--save', path.join(out, 'talk.html')]],
  slides: () => [['slides/mqtt.en.md', '--out', out]],
  differences: () => [['--broker', 'none', '--out', out]],
  'verify-costs': () => [['--broker', 'none']],
  clients: () => [['--client', 'mqttjs', '--out', out]],
  'labs-record': () => [['none']],
  'slides-sync': () => [[]],
  'slides-draw': () => [[]],
  'docs-counts': () => [[]],
};
test('every command is called here', async () => {
  const files = await readdir(path.join(repositoryRoot, 'harness/cli'));
  const commands = files.map((name) => path.basename(name, '.ts'));
  expect(Object.keys(calls).toSorted()).toEqual(commands.toSorted());
});

test.each(Object.entries(calls))(
  '%s does without temporary files, or says in one line what to do',
  async (command, argvs) => {
    for (const argv of argvs()) {
      const running = execa(process.execPath, [`harness/cli/${command}.ts`, ...argv], {
        cwd: repositoryRoot,
        reject: false,
        stdin: 'ignore',
        timeout: PATIENCE_MS / 2,
        // No user can write there, not even root.
        env: { TMPDIR: '/proc/none', LC_ALL: 'C', DEBUG: '' },
      });
      // `broker` runs until a signal.
      running.stdout.on('data', (text) => /Ctrl-C/.test(String(text)) && running.kill('SIGINT'));
      const run = await running;
      const said = `${run.stdout}\n${run.stderr}`;
      expect(said, argv.join(' ')).not.toMatch(/^ +at .*:\d+:\d+\)?$|E[A-Z]{3,}: .*\bopen|mkdtemp/m);
      expect(said, argv.join(' ')).not.toBe('\n');
      if (said.includes('/proc/none')) {
        expect(run.stderr).toContain('the folder for temporary files cannot be written to: /proc/none');
        expect(run.stderr.split('\n').filter((line) => line.includes('/proc/none'))).toHaveLength(1);
      }
    }
  },
  PATIENCE_MS,
);
