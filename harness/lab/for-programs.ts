import { CannotRunError } from '../base/errors.ts';
import type { Lab } from './lab.ts';

type LabForPrograms = Pick<Lab, 'tapped'> & {
  readonly broker: Pick<Lab['broker'], 'credentials' | 'endpoints'>;
};

/**
 * Address of a tap for programs that speak MQTT over TCP without a user name.
 * @throws CannotRunError `client-needs-credentials` if the broker requires a user name: other users of this machine could read
 * the password on a command line; `no-such-endpoint` if the broker speaks MQTT over WebSocket only
 */
export async function tappedForPrograms(lab: LabForPrograms): Promise<string> {
  const { broker } = lab;
  if (broker.credentials !== undefined) throw needsCredentials();
  const { mqtt, mqtts } = broker.endpoints;
  if (mqtt === undefined && mqtts === undefined) throw onlyWebSocket();
  // To a broker behind TLS, the tap speaks TLS.
  return lab.tapped(mqtt === undefined ? 'mqtts' : 'mqtt');
}

/**
 * Address of a tap for pages in a browser, which speak MQTT over WebSocket, and the scheme of the endpoint behind it.
 * @throws CannotRunError `client-needs-credentials`, because the password would be in the address of the page; `no-such-endpoint` if
 * the broker does not speak MQTT over WebSocket
 */
export async function tappedForPages(lab: LabForPrograms): Promise<{ url: string; scheme: 'ws' | 'wss' }> {
  const { broker } = lab;
  if (broker.credentials !== undefined) throw needsCredentials();
  // To a broker behind TLS, the tap speaks TLS.
  const scheme = broker.endpoints.ws === undefined && broker.endpoints.wss !== undefined ? 'wss' : 'ws';
  return { url: await lab.tapped(scheme), scheme };
}

const needsCredentials = () =>
  new CannotRunError(
    'client-needs-credentials',
    {
      en: 'the programs of this lab give no user name and password, and this broker asks for them',
      ja: 'このラボのプログラムはユーザー名とパスワードを送りませんが、このブローカーには要ります',
    },
    { en: 'choose a broker that asks for none', ja: '要らないブローカーを選んでください' },
  );

const onlyWebSocket = () =>
  new CannotRunError(
    'no-such-endpoint',
    {
      en: 'the programs of this lab speak MQTT over TCP, and this broker is reached over WebSocket only',
      ja: 'このラボのプログラムは TCP で MQTT を話しますが、このブローカーには WebSocket でしか届きません',
    },
    {
      en: 'give its mqtt:// or mqtts:// address, or choose another broker',
      ja: 'mqtt:// か mqtts:// のアドレスを指定するか、別のブローカーを選んでください',
    },
  );
