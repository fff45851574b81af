import { expect, it, type TestContext } from 'vitest';
import { openMosquittoProgram } from '../../../harness/brokers/mosquitto/program.ts';
import { findProgram } from '../../../harness/process/find-program.ts';
import { run } from '../support/program.ts';

/** The address and version of a running Mosquitto program. */
async function mosquitto({ skip, onTestFinished }: TestContext) {
  const program = (await findProgram('mosquitto')) ?? skip('not run: no mosquitto program on this machine');
  const broker = await openMosquittoProgram(program, new AbortController().signal);
  onTestFinished(() => broker.stop());
  return { url: broker.endpoints.mqtt ?? '', version: broker.version ?? '' };
}

/** A claim with a known deviation in every tested version of Mosquitto. */
const verify = ['harness/cli/verify.ts', '--only', 'maximum-packet.by-one-byte', '--rate', '5000'];

it('a Mosquitto at a URL says which it is, and has its known deviations', async (context) => {
  const { url, version } = await mosquitto(context);
  const { exitCode, stdout } = await run([...verify, '--broker', url]);
  expect(stdout).toMatch(/^maximum-packet\.by-one-byte +≠ known$/m);
  expect(stdout).toContain(`${url} says it is mosquitto ${version}: its known deviations`);
  expect(exitCode).toBe(0);
});

it('unless a person says that it is something else', async (context) => {
  const { url } = await mosquitto(context);
  const { exitCode, stdout } = await run([...verify, '--broker', `emqx@5.8.9=${url}`]);
  expect(stdout).toMatch(/^maximum-packet\.by-one-byte +✘ BROKEN$/m);
  expect(stdout).not.toContain('says it is');
  expect(exitCode).toBe(1);
});

it('a lab shows it, too', async (context) => {
  const { url, version } = await mosquitto(context);
  const { exitCode, stdout } = await run([
    'harness/cli/lab.ts',
    '03',
    '--quiet',
    '--broker',
    url,
    '--lang',
    'ja',
  ]);
  expect(stdout.replaceAll('\n', '')).toContain(
    `すでに動いているブローカー(mosquitto ${version} と名乗っている)`,
  );
  expect(exitCode).toBe(0);
});
