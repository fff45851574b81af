import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { Authority } from '../../../harness/brokers/setup/certificates.ts';

describe('an authority of our own', () => {
  it('vouches for a server by its names, and for nobody else’s', async () => {
    const [ours, theirs] = await Promise.all([Authority.create('ours'), Authority.create('theirs')]);
    const names = [
      { type: 'ip', value: '127.0.0.1' },
      { type: 'dns', value: 'localhost' },
    ] as const;
    const server = await ours.issue({ commonName: 'localhost', names });
    const certificate = new X509Certificate(server.cert);
    expect(certificate.verify(new X509Certificate(ours.cert).publicKey)).toBe(true);
    expect(certificate.verify(new X509Certificate(theirs.cert).publicKey)).toBe(false);
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkHost('elsewhere.example')).toBeUndefined();
    // Throws where key and certificate do not fit.
    createSecureContext(server);
  });

  it('makes what is of no use in two days', async () => {
    const client = await (await Authority.create('ours')).issue({ commonName: 'client' });
    const { validTo } = new X509Certificate(client.cert);
    expect(Date.parse(validTo) - Date.now()).toBeLessThan(2 * 24 * 60 * 60 * 1000);
  });
});
