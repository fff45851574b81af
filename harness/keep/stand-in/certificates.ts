import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Authority, type KeyPair } from '../../brokers/setup/certificates.ts';
import { temporaryFolder } from '../../process/temporary-folder.ts';

/** Certificates for one run of a stand-in, valid for one day, and the files that clients name. */
export interface Certificates extends AsyncDisposable {
  readonly server: KeyPair;
  /** PEM of the authority that signed the server's certificate and the client's. */
  readonly authority: string;
  readonly files: CertificateFiles;
}

/** Paths of PEM files. */
export interface CertificateFiles {
  readonly ca: string;
  /** The client's certificate and key; undefined if the stand-in asks for none. */
  readonly client: { readonly cert: string; readonly key: string } | undefined;
}

/**
 * Makes an authority, a certificate for 127.0.0.1 and, if asked, one for a client. Disposing of them removes their files.
 * @throws CannotRunError `no-temporary-folder`
 */
export async function makeCertificates(title: string, withClient: boolean): Promise<Certificates> {
  const folder = await temporaryFolder('mqtt-hands-on-stand-in-');
  const authority = await Authority.create(`${title}, made for one run`);
  const server = await authority.issue({
    commonName: title,
    names: [
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
    ],
  });
  const write = async (name: string, pem: string) => {
    const file = path.join(folder, name);
    await writeFile(file, pem, { mode: 0o600 });
    return file;
  };
  const ca = await write('ca.pem', authority.cert);
  return {
    server,
    authority: authority.cert,
    files: { ca, client: withClient ? await clientFiles(authority, write) : undefined },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function clientFiles(
  authority: Authority,
  write: (name: string, pem: string) => Promise<string>,
): Promise<NonNullable<CertificateFiles['client']>> {
  const { cert, key } = await authority.issue({ commonName: 'client' });
  return { cert: await write('client.pem', cert), key: await write('client.key', key) };
}
