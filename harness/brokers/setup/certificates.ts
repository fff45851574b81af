/** PEM of a certificate and of its private key. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** The holder of a certificate. */
export interface Subject {
  readonly commonName: string;
  /** The names and addresses of a server; none for a client. */
  readonly names?: readonly { readonly type: 'dns' | 'ip'; readonly value: string }[];
  /** From yesterday until tomorrow if left out. */
  readonly validity?: { readonly notBefore: Date; readonly notAfter: Date };
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 24 * 60 * 60 * 1000;

/** Certificates are made on demand and never stored. By default, they are valid for one day. */
const today = () => ({ notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) });

/** A certificate authority that exists only in this process. */
export class Authority {
  /** PEM of its certificate, for clients and servers that are to trust it. */
  readonly cert: string;
  readonly #keys: CryptoKeyPair;

  private constructor(cert: string, keys: CryptoKeyPair) {
    this.cert = cert;
    this.#keys = keys;
  }

  static async create(commonName: string): Promise<Authority> {
    const x509 = await load();
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: `CN=${commonName}`,
      keys,
      signingAlgorithm: algorithm,
      ...today(),
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new Authority(certificate.toString('pem'), keys);
  }

  /** A certificate signed by this authority, and its key. */
  async issue({ commonName, names = [], validity = today() }: Subject): Promise<KeyPair> {
    const x509 = await load();
    const keys = await newKeys();
    const isServer = names.length > 0;
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${commonName}`,
      issuer: new x509.X509Certificate(this.cert).subject,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: algorithm,
      ...validity,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.ExtendedKeyUsageExtension([
          isServer ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth,
        ]),
        ...(isServer ? [new x509.SubjectAlternativeNameExtension([...names])] : []),
        await x509.AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return { cert: certificate.toString('pem'), key: await toPem(keys.privateKey) };
  }
}

/** Imports the library lazily, because most runs need no certificate. The library needs its polyfill first. */
async function load(): Promise<typeof import('@peculiar/x509')> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

const newKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

async function toPem(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${bytes.replace(/.{64}/g, '$&\n').trimEnd()}\n-----END PRIVATE KEY-----\n`;
}
