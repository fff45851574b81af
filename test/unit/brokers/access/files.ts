import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Authority } from '../../../../harness/brokers/setup/certificates.ts';

/** Writes files into a folder of their own, which is removed after the test. Returns their paths by name. */
export async function files<Name extends string>(contents: Readonly<Record<Name, string>>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'access-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const entries = Object.entries<string>(contents).map(async ([name, text]) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return [name, file] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<Name, string>;
}

/** An authority, a server's certificate for 127.0.0.1 and a client's, with their files. */
export async function certificates() {
  const authority = await Authority.create('test authority');
  const server = await authority.issue({
    commonName: 'server',
    names: [
      { type: 'ip', value: '127.0.0.1' },
      { type: 'dns', value: 'broker.example' },
    ],
  });
  const client = await authority.issue({ commonName: 'client' });
  const { ca, cert, key } = await files({ ca: authority.cert, cert: client.cert, key: client.key });
  return { authority, server, client, ca, cert, key };
}
