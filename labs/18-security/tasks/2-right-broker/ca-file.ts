import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A file with the certificate of an authority, until it is disposed of. */
export async function caFile(pem: string): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mqtt-hands-on-ca-'));
  const file = path.join(folder, 'ca.pem');
  await writeFile(file, pem);
  return { path: file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
