import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { connectAsync } from 'mqtt';
import { expect, it } from 'vitest';
import { expectCouldNotRun, printed, run, start } from '../support/program.ts';

it('shows what a client of somebody else exchanges with a broker, and ends with Ctrl-C', async () => {
  const tap = start(['harness/cli/tap.ts', 'embedded']);
  const url = await printed(tap, /mqtt:\/\/127\.0\.0\.1:\d+/, 'stderr');
  const client = await connectAsync(url, { clientId: 'somebody', reconnectPeriod: 0 });
  await client.publishAsync('office/door', 'open', { qos: 1 });
  await client.endAsync();
  process.kill(tap.running.pid ?? 0, 'SIGINT');
  const { exitCode, stdout, left } = await tap.ended;
  expect(stdout).toMatch(/somebody → broker {4}CONNECT/);
  expect(stdout).toMatch(/somebody → broker {4}PUBLISH {2}qos 1 .*office\/door {2}"open"/);
  expect(stdout).toMatch(/broker {3}→ somebody {2}PUBACK/);
  expect({ exitCode, left }).toEqual({ exitCode: 130, left: [] });
});

it.for([
  ['what fired', ['--lose', 'PUBACK', '--cut', '--client', 'phone'], 130, undefined],
  [
    'what never fired',
    ['--lose', 'SUBACK', '--client', 'phone'],
    1,
    'armed but never fired: lose the first SUBACK of phone',
  ],
] as const)('breaks as it is told, and tells %s', async ([, faults, code, says]) => {
  const tap = start(['harness/cli/tap.ts', 'embedded', ...faults]);
  const url = await printed(tap, /mqtt:\/\/127\.0\.0\.1:\d+/, 'stderr');
  const client = await connectAsync(url, { clientId: 'phone', reconnectPeriod: 0 });
  const published = client.publishAsync('office/door', 'open', { qos: 1 });
  published.catch(() => {});
  // The fault cuts the connection; otherwise the message is acknowledged.
  if (code === 1) await published;
  else await new Promise<void>((resolve) => client.once('close', () => resolve()));
  await client.endAsync(true);
  process.kill(tap.running.pid ?? 0, 'SIGINT');
  const { exitCode, stderr, left } = await tap.ended;
  expect(stderr).toContain('armed: lose the first');
  expect(stderr.includes('never fired')).toBe(says !== undefined);
  if (says !== undefined) expect(stderr).toContain(says);
  expect({ exitCode, left }).toEqual({ exitCode: code, left: [] });
});

it('says that its port is taken', async ({ onTestFinished }) => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expectCouldNotRun(await run(['harness/cli/tap.ts', '--port', String(port)]), {
    says: `port ${port} is taken: choose another with --port, or leave it out for a free one`,
  });
});

it.for([
  ['0', '--port 0 is not a port: use a number from 1 to 65535'],
  ['http', '--port http is not a port: use a number from 1 to 65535'],
] as const)('does not take %s for a port', async ([port, says]) => {
  expectCouldNotRun(await run(['harness/cli/tap.ts', '--port', port]), { says });
});
