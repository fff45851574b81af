import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectCouldNotRun, run } from '../support/program.ts';

const program = 'harness/cli/differences.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'differences-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.concurrent('npm run differences says what cannot be done, before it measures', () => {
  test.each([
    [
      'unknown option',
      ['--brokers', 'x'],
      'there is no option --brokers: did you mean --broker? (see --help)',
    ],
    [
      'no such folder',
      ['--out', '/proc/none'],
      'cannot write /proc/none/differences.json: check that its folder exists and that you may write to it',
    ],
    ['unknown broker', ['--broker', 'mosquito'], "there is no broker 'mosquito': did you mean 'mosquitto'?"],
  ])('%s', async (_name, argv, says) => {
    expectCouldNotRun(await run([program, ...argv]), { says });
  });

  test.each([
    ['no JSON', 'so many differences', 'it is not JSON'],
    ['nothing in it', '{}', 'differences.json.format is not one of mqtt-hands-on-differences'],
    ['no object', 'null', 'differences.json is not an object'],
    [
      'JSON that stops short',
      '{ "format": "mqtt-hands-on-differences", "version": 1 }',
      'differences.json.brokers is not a list',
    ],
    [
      'a row without words',
      '{ "format": "mqtt-hands-on-differences", "version": 1, "brokers": [], "observations": [{ "id": "x" }] }',
      'differences.json.observations[0].says is not an object',
    ],
  ])('a file of somebody else: %s', async (_name, content, why) => {
    const out = await mkdtemp(path.join(folder, 'out-'));
    const file = path.join(out, 'differences.json');
    await writeFile(file, content);
    const says = `${file} is not a file of this program (${why}): move it away, or write to another --out`;
    expectCouldNotRun(await run([program, '--out', out]), { says });
  });
});
