import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openBroker } from '../../../harness/brokers/index.ts';
import { certificates } from '../../unit/brokers/access/files.ts';
import { guarded } from '../../unit/brokers/access/servers.ts';
import { listen } from '../../unit/brokers/little-servers.ts';
import { run } from '../support/program.ts';

const secret = 'open-sesame';

test('nothing that a run says or writes has a password, a header, a signature or a key in it', async ({
  onTestFinished,
}) => {
  const embedded = await openBroker({ name: 'embedded' });
  onTestFinished(() => embedded.stop());
  const { server, client, ca, cert, key } = await certificates();
  const gate = guarded(
    server,
    embedded.endpoints.ws ?? '',
    (url, headers) => url === `/mqtt?X-Amz-Signature=${secret}` && headers['x-token'] === secret,
  );
  const { port } = await listen(gate);
  const out = await mkdtemp(path.join(tmpdir(), 'secrets-'));
  onTestFinished(() => rm(out, { recursive: true }));
  await writeFile(path.join(out, 'password'), secret);
  const broker = `wss://127.0.0.1:${port}/mqtt?X-Amz-Signature=${secret}`;
  const access = [
    ...['--broker', broker, '--ca', ca, '--cert', cert, '--key', key],
    ...['--header', `X-Token: ${secret}`, '--username', 'ann', '--password-file', path.join(out, 'password')],
  ];
  const reports = path.join(out, 'reports');
  const ends = await Promise.all([
    run(['harness/cli/verify.ts', ...access, '--only', 'retain.kept-at-qos-0', '--out', reports]),
    run([
      ...['harness/cli/lab.ts', '02', ...access, '--all'],
      ...['--record', path.join(out, 'run.json'), '--svg', path.join(out, 'run.svg')],
    ]),
  ]);
  expect(ends.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toMatchObject([
    { exitCode: 0 },
    { exitCode: 0 },
  ]);
  await rm(path.join(out, 'password'));
  const written = await readdir(out, { recursive: true, withFileTypes: true });
  const files = written.filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(5);
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'utf8')),
  );
  const everything = [...texts, ...ends.flatMap(({ stdout, stderr }) => [stdout, stderr])].join('\n');
  expect(everything).toContain('127.0.0.1');
  const ofTheKey = client.key.split('\n')[1] ?? '';
  for (const hidden of [
    secret,
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('base64'),
    ofTheKey,
  ]) {
    expect(everything).not.toContain(hidden);
  }
});
