import { errorCode } from '../../base/error-code.ts';
import { CannotRunError, type ErrorCode } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { printable } from '../../base/visible.ts';
import { type Endpoint, hostAndPort } from '../../protocol/endpoint.ts';

interface Trouble {
  readonly code: ErrorCode;
  readonly what: (place: string, host: string) => Text;
  readonly advice: Text;
}

const untrusted: Trouble = {
  code: 'certificate-not-trusted',
  what: (place) => ({
    en: `the certificate of ${place} is not signed by an authority this machine trusts`,
    ja: `${place} の証明書は、このマシンが信頼する認証局の署名ではありません`,
  }),
  advice: {
    en: "if it is yours, name its authority's certificate with NODE_EXTRA_CA_CERTS=/path/to/ca.pem",
    ja: '自分の証明書であれば、NODE_EXTRA_CA_CERTS=/path/to/ca.pem で認証局の証明書を指定してください',
  },
};

const outOfDate: Trouble = {
  code: 'certificate-expired',
  what: (place) => ({
    en: `the certificate of ${place} is not valid today`,
    ja: `${place} の証明書は有効期間外です`,
  }),
  advice: {
    en: "renew it, or check this machine's clock",
    ja: '証明書を更新するか、このマシンの時計を確認してください',
  },
};

const wrongHost: Trouble = {
  code: 'certificate-wrong-host',
  what: (place, host) => ({
    en: `the certificate of ${place} is not for '${host}'`,
    ja: `${place} の証明書は '${host}' のものではありません`,
  }),
  advice: {
    en: 'use the host name the certificate was made for',
    ja: '証明書に書かれているホスト名で接続してください',
  },
};

const clientCertificate: Trouble = {
  code: 'client-certificate-required',
  what: (place) => ({
    en: `${place} wants a certificate from the client`,
    ja: `${place} はクライアント証明書を求めています`,
  }),
  advice: {
    en: 'client certificates are not supported here; use a listener with a password or without',
    ja: 'ここではクライアント証明書を使えません。パスワード認証または認証なしのリスナーを使ってください',
  },
};

/** Certificate errors by Node's code [Node.js documentation, TLS, X509 certificate error codes]. */
const byCode: Readonly<Record<string, Trouble>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_HAS_EXPIRED: outOfDate,
  CERT_NOT_YET_VALID: outOfDate,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongHost,
  HOSTNAME_MISMATCH: wrongHost,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: clientCertificate,
};

/** The error for an invalid certificate; undefined if the cause is something else. */
export function certificateTrouble(address: Endpoint, cause: unknown): CannotRunError | undefined {
  const trouble = byCode[errorCode(cause) ?? ''];
  if (trouble === undefined) return undefined;
  const what = trouble.what(hostAndPort(address), address.host);
  return new CannotRunError(trouble.code, what, trouble.advice, { cause });
}

/** The error for a failed TLS handshake, with OpenSSL's reason. */
export function tlsFailed(address: Endpoint, cause: unknown): CannotRunError {
  const place = hostAndPort(address);
  const reason = printable(errorCode(cause) ?? String(cause), 60);
  return new CannotRunError(
    'tls-failed',
    {
      en: `TLS with ${place} could not be set up (${reason})`,
      ja: `${place} との TLS 接続を確立できません(${reason})`,
    },
    {
      en: 'check the port, and which TLS versions and client certificates the broker wants',
      ja: 'ポート番号と、ブローカーが求める TLS のバージョンやクライアント証明書を確認してください',
    },
    { cause },
  );
}
