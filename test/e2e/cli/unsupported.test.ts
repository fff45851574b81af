import { expect, it } from 'vitest';
import { run } from '../support/program.ts';
import { withoutQoS2 } from '../support/without-qos-2.ts';

it('a lab says which of its claims the broker does not support, by its own word', async (context) => {
  const url = await withoutQoS2(context);
  const { exitCode, stdout, stderr } = await run(['harness/cli/lab.ts', '06', '--quiet', '--broker', url]);
  const why = 'unsupported: its CONNACK says: Maximum QoS below 2';
  expect(stdout).toMatch(
    new RegExp(`  – QoS 2: .*\n    message.*\n    qos2.exactly-once · .*\n      ${why}\n`),
  );
  expect(stdout).toMatch(new RegExp(`  – Undisturbed, .*\n    qos2.four-packets · .*\n      ${why}\n`));
  expect(stdout).toMatch(/^4 of 5 claims hold, 1 known deviation ≠, 2 unsupported –$/m);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

it('a lab that is all about QoS 2 is left out there, and the demo goes on', async (context) => {
  const url = await withoutQoS2(context);
  const words = ['harness/cli/start.ts', '--lang', 'ja', '--quiet', '--broker', url];
  const { exitCode, stdout, stderr } = await run(words);
  expect(stdout).toMatch(
    / {2}– SUBACK .*\n.*\n {6}非対応: CONNACK にそう書かれている: Maximum QoS below 2\n/,
  );
  expect(stdout).toMatch(/^12 件の主張がすべて成り立ちました。2 件は非対応\(–\)です$/m);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});
