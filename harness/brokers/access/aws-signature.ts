import { CannotRunError } from '../../base/errors.ts';
import { printable } from '../../base/visible.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';

/** What signs a WebSocket request for AWS IoT Core. All but the region is secret, or as good as that. */
export interface AwsSigning {
  /** E.g. `ap-northeast-1`. */
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string;
}

const variables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;

/** The variables with credentials that the programs of AWS also read. */
export type AwsEnvironment = Readonly<
  Partial<Record<(typeof variables)[number] | 'AWS_SESSION_TOKEN', string>>
>;

/** `eu-central-1`, `us-gov-west-1`, `eusc-de-east-1`. */
const regions = /^[a-z]{2,5}(-[a-z]+)+-\d{1,2}$/;

/** The service in the scope of a signature for MQTT over WebSocket. */
const SERVICE = 'iotdevicegateway';
/** How long a signed request can be used, in seconds. Each connection has a signature of its own. */
const EXPIRES_S = 300;

/** Reads `--sigv4`. @throws CannotRunError `bad-option`, `aws-credentials-missing` */
export function awsSigning(region: string, environment: AwsEnvironment): AwsSigning {
  if (!regions.test(region)) {
    const shown = printable(region, 40);
    throw new CannotRunError(
      'bad-option',
      {
        en: `--sigv4 '${shown}' is not the name of an AWS region`,
        ja: `--sigv4 '${shown}' は AWS のリージョン名ではありません`,
      },
      { en: 'write it like --sigv4 ap-northeast-1', ja: '--sigv4 ap-northeast-1 のように書いてください' },
    );
  }
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) throw credentialsMissing(environment);
  return {
    region,
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
}

function credentialsMissing(environment: AwsEnvironment): CannotRunError {
  const missing = variables.filter((name) => !environment[name]);
  return new CannotRunError(
    'aws-credentials-missing',
    {
      en: `--sigv4 needs ${variables.join(' and ')}, and ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set`,
      ja: `--sigv4 には ${variables.join(' と ')} が必要ですが、${missing.join(' と ')} が設定されていません`,
    },
    {
      en: 'set them, and AWS_SESSION_TOKEN for temporary credentials; "aws configure export-credentials --format env" prints them',
      ja: '設定してください(一時的な認証情報なら AWS_SESSION_TOKEN も)。"aws configure export-credentials --format env" で表示できます',
    },
  );
}

/** The endpoints of AWS IoT Core have their region in their names. */
const hostsOfAws = /\.iot\.(?<region>[a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/**
 * Checks that the address is one to sign a request for.
 * @param url without credentials and query, for the message
 * @throws CannotRunError `bad-option`
 */
export function checkSignable(
  endpoint: Pick<Endpoint, 'scheme' | 'host'>,
  url: string,
  region: string,
): void {
  if (endpoint.scheme !== 'wss') {
    throw new CannotRunError(
      'bad-option',
      {
        en: `--sigv4 signs a WebSocket request, and ${url} has none`,
        ja: `--sigv4 は WebSocket のリクエストに署名するもので、${url} にはありません`,
      },
      {
        en: 'use wss://…/mqtt; for mqtts:// AWS wants --cert and --key, or a custom authorizer',
        ja: 'wss://…/mqtt を指定してください。mqtts:// の場合、AWS では --cert と --key か、カスタムオーソライザーを使います',
      },
    );
  }
  const named = hostsOfAws.exec(endpoint.host)?.groups?.region;
  if (named === undefined || named === region) return;
  throw new CannotRunError(
    'bad-option',
    {
      en: `--sigv4 ${region} does not fit the host, which is in ${named}`,
      ja: `--sigv4 ${region} が、${named} にあるホストと合いません`,
    },
    { en: `use --sigv4 ${named}`, ja: `--sigv4 ${named} を指定してください` },
  );
}

/**
 * The path and the query of a WebSocket request, signed (Signature Version 4, as a presigned URL). AWS IoT wants the session
 * token after the signature, which does not cover it:
 * https://docs.aws.amazon.com/iot/latest/developerguide/iam-users-groups-roles.html
 */
export async function signedPath(
  { authority, path }: Pick<Endpoint, 'authority' | 'path'>,
  { region, accessKeyId, secretAccessKey, sessionToken }: AwsSigning,
  { now = new Date(), service = SERVICE, expires = EXPIRES_S } = {},
): Promise<string> {
  // Imported lazily: most runs sign nothing.
  const { AwsV4Signer } = await import('aws4fetch');
  const url = new URL(`https://${authority}${path || '/'}`);
  url.searchParams.set('X-Amz-Expires', String(expires));
  const { url: signed } = await new AwsV4Signer({
    url: url.href,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
    service,
    region,
    datetime: now.toISOString().replace(/[:-]|\.\d{3}/g, ''),
    signQuery: true,
    appendSessionToken: true,
  }).sign();
  return `${signed.pathname}${signed.search}`;
}
