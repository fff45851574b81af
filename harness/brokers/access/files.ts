import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { errorCode } from '../../base/error-code.ts';
import { CannotRunError } from '../../base/errors.ts';
import { printable } from '../../base/visible.ts';

/** Reads a file that an option names. @throws CannotRunError `file-not-readable` */
export function readOption(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const shown = printable(file, 60);
    const why = errorCode(cause) ?? 'error';
    throw new CannotRunError(
      'file-not-readable',
      {
        en: `--${option}: '${shown}' can't be read (${why})`,
        ja: `--${option}: '${shown}' を読めません(${why})`,
      },
      { en: 'check the path', ja: 'パスを確認してください' },
      { cause },
    );
  }
}

/**
 * Reads certificates in PEM.
 * @returns the text of the file, and its first certificate
 * @throws CannotRunError `file-not-readable`, `not-a-certificate`
 */
export function readCertificate(option: string, file: string): { pem: string; first: X509Certificate } {
  const pem = readOption(option, file);
  try {
    return { pem, first: new X509Certificate(pem) };
  } catch (cause) {
    const isKey = pem.includes('PRIVATE KEY-----');
    throw new CannotRunError(
      'not-a-certificate',
      {
        en: `--${option}: there is no certificate in '${printable(file, 60)}'`,
        ja: `--${option}: '${printable(file, 60)}' に証明書がありません`,
      },
      isKey
        ? { en: 'it is a private key: did you mean --key?', ja: '秘密鍵のようです。--key ではありませんか' }
        : {
            en: 'it must be PEM: -----BEGIN CERTIFICATE----- and so on',
            ja: 'PEM 形式(-----BEGIN CERTIFICATE----- …)にしてください',
          },
      { cause },
    );
  }
}

/**
 * Reads a private key in PEM.
 * @throws CannotRunError `file-not-readable`, `not-a-key`, `key-encrypted`
 */
export function readKey(file: string): { pem: string; key: KeyObject } {
  const pem = readOption('key', file);
  try {
    return { pem, key: createPrivateKey(pem) };
  } catch (cause) {
    const shown = printable(file, 60);
    // OpenSSL asks for a passphrase only where the PEM says that there is one.
    if (/ENCRYPTED/.test(pem)) {
      throw new CannotRunError(
        'key-encrypted',
        { en: `--key: '${shown}' is encrypted`, ja: `--key: '${shown}' は暗号化されています` },
        {
          en: `decrypt it for this: openssl pkey -in KEY -out plain.key`,
          ja: `復号してから使ってください: openssl pkey -in KEY -out plain.key`,
        },
        { cause },
      );
    }
    throw new CannotRunError(
      'not-a-key',
      { en: `--key: there is no private key in '${shown}'`, ja: `--key: '${shown}' に秘密鍵がありません` },
      pem.includes('CERTIFICATE-----')
        ? { en: 'it is a certificate: did you mean --cert?', ja: '証明書のようです。--cert ではありませんか' }
        : {
            en: 'it must be PEM: -----BEGIN PRIVATE KEY----- and so on',
            ja: 'PEM 形式(-----BEGIN PRIVATE KEY----- …)にしてください',
          },
      { cause },
    );
  }
}
