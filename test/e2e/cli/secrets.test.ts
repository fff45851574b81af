import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { openBroker } from '../../../harness/brokers/index.ts';
import { certificates, files } from '../../unit/brokers/access/files.ts';
import { guarded, securedBy } from '../../unit/brokers/access/servers.ts';
import { whyRefused } from '../../unit/brokers/access/signature-check.ts';
import { listen } from '../../unit/brokers/little-servers.ts';
import { run, start } from '../support/program.ts';

const secret = 'open-sesame';

/** Runs a claim and a lab with these options, and returns all that they printed and wrote. */
async function everythingSaid(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  access: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const out = await mkdtemp(path.join(tmpdir(), 'secrets-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const reports = path.join(out, 'reports');
  const ends = await Promise.all([
    run(['harness/cli/verify.ts', ...access, '--only', 'retain.kept-at-qos-0', '--out', reports], { env }),
    run(
      [
        ...['harness/cli/lab.ts', '02', ...access, '--all'],
        ...['--record', path.join(out, 'run.json'), '--svg', path.join(out, 'run.svg')],
      ],
      { env },
    ),
  ]);
  expect(ends.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toMatchObject([
    { exitCode: 0 },
    { exitCode: 0 },
  ]);
  const written = await readdir(out, { recursive: true, withFileTypes: true });
  const reportsAndRecordings = written.filter((entry) => entry.isFile());
  expect(reportsAndRecordings.length).toBeGreaterThan(5);
  const texts = await Promise.all(
    reportsAndRecordings.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'utf8')),
  );
  const everything = [...texts, ...ends.flatMap(({ stdout, stderr }) => [stdout, stderr])].join('\n');
  expect(everything).toContain('127.0.0.1');
  return everything;
}

function expectHidden(everything: string, secrets: readonly string[]): void {
  for (const secret of secrets) {
    const bytes = Buffer.from(secret);
    for (const form of [
      secret,
      bytes.toString('hex'),
      bytes.toString('base64'),
      encodeURIComponent(secret),
    ]) {
      expect(everything).not.toContain(form);
    }
  }
}

async function anEmbeddedBroker({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const embedded = await openBroker({ name: 'embedded' });
  onTestFinished(() => embedded.stop());
  return embedded;
}

test('nothing that a run says or writes has a password, a header, a signature or a key in it', async (context) => {
  const embedded = await anEmbeddedBroker(context);
  const { server, client, ca, cert, key } = await certificates();
  const { password } = await files({ password: secret });
  const gate = guarded(
    server,
    embedded.endpoints.ws ?? '',
    (url, headers) => url === `/mqtt?X-Amz-Signature=${secret}` && headers['x-token'] === secret,
  );
  const { port } = await listen(gate);
  const everything = await everythingSaid(context, [
    ...['--broker', `wss://127.0.0.1:${port}/mqtt?X-Amz-Signature=${secret}`],
    ...['--ca', ca, '--cert', cert, '--key', key, '--header', `X-Token: ${secret}`],
    ...['--username', `ann?x-amz-customauthorizer-signature=${secret}`, '--password-file', password],
  ]);
  expectHidden(everything, [secret, client.key.split('\n')[1] ?? '']);
});

test('nor the keys, the token and the signatures of AWS', async (context) => {
  const embedded = await anEmbeddedBroker(context);
  const { server, ca } = await certificates();
  const keys = { secretAccessKey: 'a-secret/access+key', sessionToken: 'a//session+token==' };
  const signatures: string[] = [];
  const gate = guarded(server, embedded.endpoints.ws ?? '', (url, { host }) => {
    signatures.push(new URL(url, 'wss://x').searchParams.get('X-Amz-Signature') ?? '');
    return whyRefused(url, String(host), { ...keys, region: 'eu-west-1' }) === undefined;
  });
  const { port } = await listen(gate);
  const everything = await everythingSaid(
    context,
    ['--broker', `wss://127.0.0.1:${port}/mqtt`, '--ca', ca, '--sigv4', 'eu-west-1'],
    {
      AWS_ACCESS_KEY_ID: 'AKIDOFATEST',
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken,
    },
  );
  expect(signatures.filter((one) => one.length === 64).length).toBeGreaterThan(5);
  expectHidden(everything, ['AKIDOFATEST', ...Object.values(keys), ...new Set(signatures)]);
});

test('nor the key of a device at Azure, and its tokens', async (context) => {
  const embedded = await anEmbeddedBroker(context);
  const { server, ca } = await certificates();
  const tokens: string[] = [];
  const gate = securedBy(server, embedded.endpoints.mqtt, ({ password }) => {
    tokens.push(String(password));
    return true;
  });
  const { port } = await listen(gate);
  const key = Buffer.from('the key of the device').toString('base64');
  const { ended } = start(
    [
      ...['harness/cli/verify.ts', '--broker', `mqtts://127.0.0.1:${port}`, '--ca', ca],
      ...['--azure-sas', '--client-id', 'thermometer', '--only', 'filters.suback-id,filters.plus-last'],
    ],
    { env: { AZURE_IOT_DEVICE_KEY: key } },
  );
  const { exitCode, stdout, stderr } = await ended;
  expect(exitCode, stderr).toBe(0);
  expect(tokens.length).toBeGreaterThan(2);
  const signatures = tokens.map((token) => /sig=([^&]*)/.exec(token)?.[1] ?? '');
  expect(signatures.filter((one) => one === '')).toEqual([]);
  expectHidden(`${stdout}${stderr}`, [key, ...new Set([...tokens, ...signatures])]);
});
