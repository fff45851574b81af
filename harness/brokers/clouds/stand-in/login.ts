import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IConnectPacket } from 'mqtt-packet';
import type { Text } from '../../../base/text.ts';
import { codes, connackCodes } from '../../../protocol/codes.ts';
import { refuseConnect } from './answers.ts';
import { fromClient, type Restriction, stateless } from './restriction.ts';

type Check = (connect: IConnectPacket) => boolean;

const given = (connect: IConnectPacket): boolean => connect.username !== undefined;
const passwordOf = ({ password }: IConnectPacket): string => password?.toString() ?? '';

/** Refuses CONNECT without a user name as not authorized, and one that does not fit as a bad user name or password. */
const login = (says: Text, isRight: Check): Restriction =>
  stateless(
    'login',
    says,
    fromClient('connect', (connect, passage) => {
      if (isRight(connect)) return connect;
      return given(connect)
        ? refuseConnect(passage, codes.badUserNameOrPassword, connackCodes.badUserNameOrPassword)
        : refuseConnect(passage, codes.notAuthorized, connackCodes.notAuthorized);
    }),
  );

/** Clients need the certificate only, which TLS has checked. */
export const byCertificate: Restriction = login(
  { en: 'a client certificate', ja: 'クライアント証明書' },
  () => true,
);

/** Clients need the certificate and a user name. */
export const byCertificateAndName: Restriction = login(
  { en: 'a client certificate and a user name', ja: 'クライアント証明書とユーザー名' },
  given,
);

/** Clients need this user name and password. */
export const byPassword = (username: string, password: string): Restriction =>
  login(
    { en: 'a user name and a password', ja: 'ユーザー名とパスワード' },
    (connect) => connect.username === username && passwordOf(connect) === password,
  );

/** An IoT hub: its host name and the key of its devices, in Base64. */
export interface Hub {
  readonly host: string;
  readonly key: string;
}

/** The user name of a device: `{host}/{device}/?api-version=…`. */
export const deviceUser = ({ host }: Hub, device: string): string =>
  `${host}/${device}/?api-version=2021-04-12`;

/** A shared access signature for a device, valid until `expiry`, in seconds since 1970. */
export function sasToken({ host, key }: Hub, device: string, expiry: number): string {
  const resource = encodeURIComponent(`${host}/devices/${device}`);
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature(key, resource, expiry))}&se=${expiry}`;
}

const signature = (key: string, resource: string, expiry: number): string =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(`${resource}\n${expiry}`).digest('base64');

const token = /^SharedAccessSignature (?<fields>\S+)$/;

/** Clients need the user name of their device, and a signature that is right and has not expired. */
export function byDevice(hub: Hub): Restriction {
  const says = {
    en: 'a user name {host}/{device}/?api-version=…, and a SAS token',
    ja: 'ユーザー名 {host}/{device}/?api-version=… と SAS トークン',
  };
  return login(says, (connect) => {
    const { clientId, username = '' } = connect;
    const begins = `${hub.host}/${clientId}/`;
    if (clientId === '' || !username.startsWith(begins) || !username.includes('api-version=')) return false;
    return isValid(hub, clientId, passwordOf(connect));
  });
}

function isValid({ host, key }: Hub, device: string, password: string): boolean {
  const fields = new URLSearchParams(token.exec(password)?.groups?.fields ?? '');
  const [resource = '', expiry = '', signed = ''] = ['sr', 'se', 'sig'].map((name) => fields.get(name) ?? '');
  const isFor = [host, `${host}/devices/${device}`].includes(resource);
  if (!isFor || !/^\d{1,12}$/.test(expiry) || Number(expiry) * 1_000 < Date.now()) return false;
  const right = Buffer.from(signature(key, encodeURIComponent(resource), Number(expiry)));
  const said = Buffer.from(signed);
  return said.length === right.length && timingSafeEqual(said, right);
}
