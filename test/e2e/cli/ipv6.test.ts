import { expect, it } from 'vitest';
import { atIpv6 } from '../../unit/brokers/at-ipv6.ts';
import { run } from '../support/program.ts';
import { retainedAt } from '../support/retained-at.ts';

it.for([
  ['harness/cli/lab.ts', '03'],
  ['harness/cli/verify.ts', '--only', 'retain'],
  ['harness/cli/verify.ts', '--only', 'websocket'],
])('%j on a broker at ws://[::1] runs, and leaves nothing', async (words, context) => {
  const { ws, mqtt } = await atIpv6(context);
  const { stdout, stderr, left } = await run([...words, '--broker', `embedded@2.0.0-beta.1=${ws}`]);
  expect(stdout + stderr).not.toMatch(/Invalid URL|could not/);
  expect(stdout).not.toMatch(/\d+ not run/);
  expect(stdout).toMatch(/\d+ (claims )?hold/);
  expect(left).toEqual([]);
  expect(await retainedAt(mqtt)).toEqual([]);
});
