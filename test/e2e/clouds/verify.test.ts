import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { brokerKinds } from '../../../harness/brokers/kinds.ts';
import { matrixSchema } from '../../../harness/report/schema.ts';
import { noLimit } from '../../support/in-own-time.ts';
import { start } from '../support/program.ts';

/** With few messages a second, a run takes three minutes on an idle machine. In ms. */
const PATIENCE_MS = 900_000;

const clouds = brokerKinds.filter(({ cloud }) => cloud !== undefined);

test.for(clouds)(
  '$name: its stand-in keeps everything that its profile leaves',
  { timeout: noLimit },
  async ({ name, cloud }, { onTestFinished }) => {
    const out = await mkdtemp(join(tmpdir(), 'stand-in-'));
    onTestFinished(() => rm(out, { recursive: true }));
    const env = { MOSQUITTO_IMAGE: process.env.MOSQUITTO_IMAGE };
    const words = ['harness/cli/verify.ts', '--broker', name, '--out', out];
    const { exitCode, stdout, stderr, left } = await start(words, { env, patience: PATIENCE_MS }).ended;
    expect({ exitCode, left }, `${stdout}${stderr}`).toEqual({ exitCode: 0, left: [] });

    const { brokers, results } = v.parse(
      matrixSchema,
      JSON.parse(await readFile(join(out, 'matrix.json'), 'utf8')),
    );
    const [broker] = brokers;
    expect(broker?.protocols?.map((one) => (one === '5' ? 5 : 4))).toEqual(
      cloud?.protocolVersions?.value ?? [4, 5],
    );
    const count = (result: string) => results.filter((one) => one.result === result).length;
    const accused = results.filter((one) => one.result === 'broken' && one.deviation === undefined);
    expect(accused.map(({ claim }) => claim)).toEqual([]);
    expect(count('holds')).toBeGreaterThan(15);
    const unsupported = results.filter((one) => one.result === 'unsupported');
    expect(unsupported.length).toBeGreaterThan(0);
    // A profile that leaves out too much would keep everything, too.
    const news = results.flatMap(({ claim, notes = [] }) =>
      notes.some(({ en }) => en.startsWith('documented as missing, and it held')) ? [claim] : [],
    );
    expect(news).toEqual([]);
  },
);
