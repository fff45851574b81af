import { CannotRunError } from '../../base/errors.ts';
import type { EndpointTls } from '../../protocol/endpoint.ts';
import { readCertificate, readKey } from './files.ts';

/**
 * Reads a client's certificate and its key, and checks that they fit.
 * @throws CannotRunError `bad-option` if one is missing, `key-of-another-certificate`, `certificate-expired`, or what reading throws
 */
export function clientCertificate(
  cert: string | undefined,
  key: string | undefined,
  now = new Date(),
): Pick<EndpointTls, 'cert' | 'key'> {
  if (cert === undefined && key === undefined) return {};
  if (cert === undefined || key === undefined) throw oneIsMissing(cert === undefined ? 'cert' : 'key');
  const certificate = readCertificate('cert', cert);
  const secret = readKey(key);
  if (!certificate.first.checkPrivateKey(secret.key)) {
    throw new CannotRunError(
      'key-of-another-certificate',
      {
        en: '--key is not the key of the certificate in --cert',
        ja: '--key は --cert の証明書の鍵ではありません',
      },
      { en: 'give the two that were made together', ja: '組になっているファイルを指定してください' },
    );
  }
  const { validFrom, validTo } = certificate.first;
  if (now < new Date(validFrom) || now > new Date(validTo)) {
    throw new CannotRunError(
      'certificate-expired',
      {
        en: `--cert is valid from ${validFrom} to ${validTo}, and not today`,
        ja: `--cert の有効期間は ${validFrom} から ${validTo} までで、今日は含まれません`,
      },
      { en: "renew it, or check this machine's clock", ja: '更新するか、このマシンの時計を確認してください' },
    );
  }
  return { cert: certificate.pem, key: secret.pem };
}

const oneIsMissing = (option: 'cert' | 'key'): CannotRunError =>
  new CannotRunError(
    'bad-option',
    {
      en: `--${option} is missing: --cert and --key belong together`,
      ja: `--${option} がありません。--cert と --key は一緒に使います`,
    },
    { en: `add --${option} FILE`, ja: `--${option} ファイル を足してください` },
  );
