import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { readAccess } from '../../../harness/brokers/access/read.ts';
import type { OwnBroker } from '../../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { openOwn } from '../../../harness/brokers/open.ts';
import { Authority } from '../../../harness/brokers/setup/certificates.ts';
import { runLab } from '../../../harness/lab/run.ts';
import { parse } from '../../../harness/process/command/parse.ts';
import { verifyTable } from '../../../harness/verify/table.ts';
import { loadLab } from '../../../labs/index.ts';
import { imageOrSkip } from './image-or-skip.ts';

let folder: string;
let mosquitto: OwnBroker | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'access-'));
});
afterAll(async () => {
  await mosquitto?.stop();
  await rm(folder, { recursive: true });
});

async function file(name: string, text: string): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, text);
  return at;
}

/** Runs a lab on Mosquitto at its TLS endpoint, as a foreign broker. Returns the outcome, or the code of the error. */
async function outcome(url: string, ...words: readonly string[]): Promise<string> {
  try {
    const wanted = readAccess(parse(words, verifyTable).values);
    await using broker = await openBroker(parseBroker(url, {}, wanted));
    return (await runLab(await loadLab('02-publish-subscribe'), broker, { protocolVersion: 5 })).outcome;
  } catch (error) {
    if (error instanceof CannotRunError) return error.code;
    throw error;
  }
}

test('a Mosquitto that wants a client certificate says what it does not like', { timeout: 120_000 }, async ({
  skip,
  signal,
}) => {
  await imageOrSkip({ skip, signal });
  const authority = await Authority.create('an authority');
  const server = await authority.issue({
    commonName: 'localhost',
    names: [{ type: 'ip', value: '127.0.0.1' }],
  });
  mosquitto = await openOwn(
    { name: 'mosquitto' },
    { report: () => {}, signal },
    { tls: { server, clientAuthority: authority.cert } },
  );
  const url = mosquitto.endpoints.mqtts ?? '';
  const ours = await authority.issue({ commonName: 'client' });
  const strangers = await (await Authority.create('another authority')).issue({ commonName: 'client' });
  const ca = await file('ca.pem', authority.cert);
  const as = async (name: string, { cert, key }: { cert: string; key: string }) => [
    '--ca',
    ca,
    '--cert',
    await file(`${name}.pem`, cert),
    '--key',
    await file(`${name}.key`, key),
  ];
  expect(await outcome(url, ...(await as('ours', ours)))).toBe('holds');
  expect(await outcome(url, '--ca', ca)).toBe('client-certificate-required');
  expect(await outcome(url, ...(await as('strangers', strangers)))).toBe('client-certificate-refused');
});
