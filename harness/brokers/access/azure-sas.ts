import { createHmac } from 'node:crypto';
import { CannotRunError } from '../../base/errors.ts';
import type { Credentials } from '../broker.ts';

/** A device of Azure IoT Hub, and the key from which its tokens are made. */
export interface AzureDevice {
  readonly id: string;
  /** Base64; secret. */
  readonly key: string;
  /** How long a token is valid, in seconds. */
  readonly validS: number;
}

/** The version of the service's interface that clients name in their user name. */
const API_VERSION = '2021-04-12';

const base64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * A device from what the options say.
 * @param id its client id, which is the id of the device
 * @throws CannotRunError `bad-option`, `azure-key-missing`, `azure-key-unreadable`; none shows the key
 */
export function azureDevice(id: string | undefined, key: string | undefined, validS: number): AzureDevice {
  if (id === undefined) {
    throw new CannotRunError(
      'bad-option',
      {
        en: '--azure-sas needs the id of the device, which is its client id',
        ja: '--azure-sas にはデバイス ID が必要です。これがクライアント ID になります',
      },
      { en: 'add --client-id DEVICE', ja: '--client-id デバイスID を足してください' },
    );
  }
  if (!key) {
    throw new CannotRunError(
      'azure-key-missing',
      {
        en: '--azure-sas needs the key of the device, and AZURE_IOT_DEVICE_KEY is not set',
        ja: '--azure-sas にはデバイスのキーが必要ですが、AZURE_IOT_DEVICE_KEY が設定されていません',
      },
      {
        en: 'set it to the primary or secondary key, or give a file: --password-file FILE',
        ja: 'プライマリキーかセカンダリキーを設定するか、--password-file ファイル で指定してください',
      },
    );
  }
  if (!base64.test(key)) {
    throw new CannotRunError(
      'azure-key-unreadable',
      {
        en: 'the key of the device is not base64',
        ja: 'デバイスのキーが base64 として読めません',
      },
      /SharedAccessKey=/i.test(key)
        ? {
            en: 'this is a connection string: give only what follows SharedAccessKey=',
            ja: '接続文字列のようです。SharedAccessKey= の後だけを指定してください',
          }
        : {
            en: 'copy the primary key of the device whole, with the = at its end',
            ja: 'デバイスのプライマリキーを、末尾の = も含めてコピーしてください',
          },
    );
  }
  return { id, key, validS };
}

/**
 * A shared access signature for a device.
 * https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-sas
 * @param expiresAt seconds since 1970
 */
export function sasToken(
  host: string,
  { id, key }: Pick<AzureDevice, 'id' | 'key'>,
  expiresAt: number,
): string {
  const resource = encodeURIComponent(`${host}/devices/${id}`);
  const signature = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(`${resource}\n${expiresAt}`)
    .digest('base64');
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiresAt}`;
}

/**
 * The user name and the password of a device, made now.
 * https://learn.microsoft.com/azure/iot/iot-mqtt-connect-to-iot-hub
 */
export const azureCredentials = (host: string, device: AzureDevice, now = Date.now()): Credentials => ({
  username: `${host}/${device.id}/?api-version=${API_VERSION}`,
  password: sasToken(host, device, Math.floor(now / 1000) + device.validS),
});
