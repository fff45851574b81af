import { createHash, createHmac } from 'node:crypto';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** What a server knows of the client whose signature it checks. */
export interface Known {
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
}

/**
 * Why AWS IoT would refuse a signed WebSocket request; undefined if it would not. Written from the description of the signature,
 * and shares no code with what signs: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function whyRefused(path: string, host: string, known: Known, now = Date.now()): string | undefined {
  const url = new URL(path, `https://${host}`);
  const parameter = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? '';
  if ((url.searchParams.get('X-Amz-Security-Token') ?? undefined) !== known.sessionToken) return 'token';
  const [, ...scope] = parameter('Credential').split('/');
  const [day = '', region = '', service = '', end = ''] = scope;
  if (`${region} ${service} ${end}` !== `${known.region} iotdevicegateway aws4_request`) return 'scope';
  const date = parameter('Date');
  const signedAt = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
  if (!(Math.abs(now - signedAt) < 1000 * Number(parameter('Expires')))) return 'expired';
  const covered = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature' && name !== 'X-Amz-Security-Token')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort();
  const request = ['GET', url.pathname, covered.join('&'), `host:${host}`, '', 'host', sha256('')].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(request)].join('\n');
  const key = [day, region, service, end].reduce<string | Buffer>(hmac, `AWS4${known.secretAccessKey}`);
  return hmac(key, text).toString('hex') === parameter('Signature') ? undefined : 'signature';
}
