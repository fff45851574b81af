import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Authority, type KeyPair } from '../../brokers/setup/certificates.ts';
import { temporaryFolder } from '../../process/temporary-folder.ts';

/** Which certificate a stage shows. `good` is for this host, from the authority that the client is told to trust. */
export type Certificate = 'good' | 'other-authority' | 'other-host' | 'expired';

/** The certificates of one run, made for it. */
export interface StageCertificates extends AsyncDisposable {
  /** PEM file of the authority that clients must trust. */
  readonly authorityFile: string;
  readonly pairs: Readonly<Record<Certificate, KeyPair>>;
}

const here = { commonName: '127.0.0.1', names: [{ type: 'ip', value: '127.0.0.1' }] } as const;
const elsewhere = {
  commonName: 'broker.example',
  names: [{ type: 'dns', value: 'broker.example' }],
} as const;
const longAgo = { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-01-02') };

/** Makes them. Disposal removes the folder of the authority's file. */
export async function stageCertificates(): Promise<StageCertificates> {
  const [authority, other] = await Promise.all([
    Authority.create('mqtt-hands-on stage'),
    Authority.create('mqtt-hands-on stranger'),
  ]);
  const [good, otherAuthority, otherHost, expired] = await Promise.all([
    authority.issue(here),
    other.issue(here),
    authority.issue(elsewhere),
    authority.issue({ ...here, validity: longAgo }),
  ]);
  const folder = await temporaryFolder('mqtt-hands-on-stage-');
  const authorityFile = path.join(folder, 'authority.pem');
  await writeFile(authorityFile, authority.cert);
  return {
    authorityFile,
    pairs: { good, 'other-authority': otherAuthority, 'other-host': otherHost, expired },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
