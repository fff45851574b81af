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
    en: "name its authority's certificate with --ca ca.pem, if you trust it",
    ja: '信頼できるなら、認証局の証明書を --ca ca.pem で指定してください',
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
    en: 'use the host name the certificate was made for, or name it with --servername',
    ja: '証明書に書かれているホスト名で接続するか、--servername で指定してください',
  },
};

const clientCertificate: Trouble = {
  code: 'client-certificate-required',
  what: (place) => ({
    en: `${place} wants a certificate from the client`,
    ja: `${place} はクライアント証明書を求めています`,
  }),
  advice: {
    en: 'give one with --cert client.pem --key client.key',
    ja: '--cert client.pem --key client.key で指定してください',
  },
};

const refusedCertificate: Trouble = {
  code: 'client-certificate-refused',
  what: (place) => ({
    en: `${place} does not accept the certificate in --cert`,
    ja: `${place} は --cert の証明書を受け付けません`,
  }),
  advice: {
    en: 'check that its authority is one that the broker trusts, and that the broker has not blocked it',
    ja: 'ブローカーが信頼する認証局のものか、ブローカー側で無効にされていないかを確認してください',
  },
};

const alpn: Trouble = {
  code: 'alpn-refused',
  what: (place) => ({
    en: `${place} knows none of the protocols offered in TLS (ALPN)`,
    ja: `${place} は、TLS で提示したプロトコル(ALPN)をどれも知りません`,
  }),
  advice: {
    en: 'name the one that the broker wants, with --alpn mqtt for example',
    ja: 'ブローカーが求めるものを、--alpn mqtt のように指定してください',
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
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: refusedCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: refusedCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED: refusedCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: refusedCertificate,
  ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR: refusedCertificate,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: refusedCertificate,
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: alpn,
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
