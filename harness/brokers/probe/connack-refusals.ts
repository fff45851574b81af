import { CannotRunError } from '../../base/errors.ts';
import { printable } from '../../base/visible.ts';
import { type Endpoint, hostAndPort } from '../../protocol/endpoint.ts';
import type { Credentials } from '../broker.ts';
import type { Reply } from './connack.ts';
import { isAboutCredentials, reasonName } from './reason-codes.ts';

/** The error for a broker that refused CONNECT by CONNACK. */
export function refusedByBroker(
  address: Endpoint,
  { code, connack }: Extract<Reply, { kind: 'connack' }>,
  credentials: Credentials | undefined,
): CannotRunError {
  const place = hostAndPort(address);
  const name = reasonName(code);
  if (!isAboutCredentials(code)) {
    const { reasonString, serverReference } = connack.properties ?? {};
    const said = serverReference ?? reasonString;
    const more = said === undefined ? '' : `: '${printable(said, 60)}'`;
    return new CannotRunError(
      'connection-rejected',
      {
        en: `the broker at ${place} refuses the connection (${name}${more})`,
        ja: `${place} のブローカーが接続を断りました(${name}${more})`,
      },
      { en: "see the broker's log for why", ja: '理由はブローカーのログを確認してください' },
    );
  }
  if (credentials === undefined) {
    return new CannotRunError(
      'credentials-required',
      {
        en: `the broker at ${place} wants a user name and a password (${name})`,
        ja: `${place} のブローカーはユーザー名とパスワードを求めています(${name})`,
      },
      {
        en: 'set MQTT_USERNAME and MQTT_PASSWORD, or put them into the URL; --client-id, if it prescribes client ids',
        ja: 'MQTT_USERNAME と MQTT_PASSWORD を設定するか、URL に含めてください。クライアント ID に決まりがあるなら --client-id で',
      },
    );
  }
  return new CannotRunError(
    'credentials-rejected',
    {
      en: `the broker at ${place} rejects the user name or the password (${name})`,
      ja: `${place} のブローカーがユーザー名またはパスワードを拒否しました(${name})`,
    },
    {
      en: 'check the URL, or MQTT_USERNAME and MQTT_PASSWORD',
      ja: 'URL または MQTT_USERNAME と MQTT_PASSWORD を確認してください',
    },
  );
}
