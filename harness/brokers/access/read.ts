import { CannotRunError } from '../../base/errors.ts';
import { printable } from '../../base/visible.ts';
import { aboveZero, wholeNumber } from '../../process/command/whole-number.ts';
import type { EndpointTls } from '../../protocol/endpoint.ts';
import type { Access } from './access.ts';
import { type AwsEnvironment, awsSigning } from './aws-signature.ts';
import { type AzureDevice, azureDevice } from './azure-sas.ts';
import { clientCertificate } from './client-certificate.ts';
import { type ClientIds, clientIdPattern, deviceId } from './client-ids.ts';
import { readCertificate, readOption } from './files.ts';
import { type AccessValues, accessOptions } from './options.ts';
import { parseProxy } from './proxy.ts';

/** What the options about a running broker say. */
export interface Wanted {
  readonly access: Access;
  readonly username?: string;
  readonly password?: string;
  readonly clientIds?: ClientIds;
  /** The device as which clients connect: its credentials depend on the host. */
  readonly azure?: AzureDevice;
  /** The first of the options that was given, for an error if the broker is not a running one. */
  readonly option: string;
}

/** The variables that hold what options must not show to other users of this machine. */
type Environment = AwsEnvironment & Readonly<Partial<Record<'AZURE_IOT_DEVICE_KEY', string>>>;

/**
 * Reads the options about a running broker, and the files and variables that belong to them.
 * @returns undefined if none was given
 * @throws CannotRunError, which shows no secret
 */
export function readAccess(values: AccessValues, environment: Environment = process.env): Wanted | undefined {
  // A command passes all of its values, and most of its options are about something else.
  const option = names.find((name) => isGiven(values[name]));
  if (option === undefined) return undefined;
  const tls = tlsOf(values);
  const headers = headersOf(values.header);
  const azure = azureOf(values, environment);
  return {
    option,
    access: {
      ...(tls !== undefined && { tls }),
      ...(headers !== undefined && { headers }),
      ...(values.sigv4 !== undefined && { signing: awsSigning(values.sigv4, environment) }),
      ...(values.proxy !== undefined && { proxy: parseProxy(values.proxy) }),
    },
    ...(values.username !== undefined && { username: values.username }),
    ...(azure !== undefined && { azure, clientIds: azure.id }),
    ...(azure === undefined && loginOf(values)),
  };
}

const names = Object.keys(accessOptions) as (keyof AccessValues)[];

const isGiven = (value: AccessValues[keyof AccessValues]): boolean =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

function tlsOf({ ca, cafile, cert, key, alpn, servername, insecure }: AccessValues): EndpointTls | undefined {
  const authorities = [
    ...(ca === undefined ? [] : [readCertificate('ca', ca).pem]),
    ...(cafile === undefined ? [] : [readCertificate('cafile', cafile).pem]),
  ].join('\n');
  const tls: EndpointTls = {
    ...(authorities !== '' && { ca: authorities }),
    ...clientCertificate(cert, key),
    ...(alpn.length > 0 && { ALPNProtocols: [...alpn] }),
    ...(servername !== undefined && { servername }),
    ...(insecure === true && { rejectUnauthorized: false }),
  };
  return Object.keys(tls).length === 0 ? undefined : tls;
}

const loginOf = (values: AccessValues): Pick<Wanted, 'password' | 'clientIds'> => ({
  ...(values['password-file'] !== undefined && { password: passwordIn(values['password-file']) }),
  ...(values['client-id'] !== undefined && { clientIds: clientIdPattern(values['client-id']) }),
});

function azureOf(values: AccessValues, environment: Environment): AzureDevice | undefined {
  const minutes = values['sas-minutes'];
  if (values['azure-sas'] !== true) {
    if (minutes !== undefined) throw withoutAzure();
    return undefined;
  }
  if (values.username !== undefined) throw hasItsOwnName();
  const file = values['password-file'];
  const id = values['client-id'];
  return azureDevice(
    id === undefined ? undefined : deviceId(id),
    file === undefined ? environment.AZURE_IOT_DEVICE_KEY : passwordIn(file),
    60 * (minutes === undefined ? 60 : wholeNumber('--sas-minutes', minutes, aboveZero)),
  );
}

const withoutAzure = () =>
  new CannotRunError(
    'bad-option',
    {
      en: '--sas-minutes is about the token of --azure-sas',
      ja: '--sas-minutes は --azure-sas のトークンについての設定です',
    },
    { en: 'add --azure-sas, or leave it out', ja: '--azure-sas を足すか、外してください' },
  );

const hasItsOwnName = () =>
  new CannotRunError(
    'bad-option',
    {
      en: '--azure-sas makes the user name itself, from the host and the device',
      ja: '--azure-sas では、ホストとデバイスからユーザー名を作ります',
    },
    { en: 'leave out --username', ja: '--username を外してください' },
  );

const passwordIn = (file: string): string => readOption('password-file', file).split(/\r?\n/)[0] ?? '';

/** Characters of a header's name [RFC 9110, 5.6.2], and a value without control characters. */
const header = /^(?<name>[!#$%&'*+.^_`|~\w-]+)\s*:\s*(?<value>[^\p{Cc}]*)$/u;

function headersOf(words: readonly string[]): Record<string, string> | undefined {
  if (words.length === 0) return undefined;
  return Object.fromEntries(
    words.map((word) => {
      const { name, value } = header.exec(word)?.groups ?? {};
      if (name !== undefined && value !== undefined) return [name, value];
      // The value may be secret.
      const shown = printable(word.split(':')[0] ?? '', 30);
      throw new CannotRunError(
        'bad-option',
        { en: `--header '${shown}…' is not a header`, ja: `--header '${shown}…' はヘッダーとして読めません` },
        { en: 'write it like Authorization:…', ja: 'Authorization:… のように書いてください' },
      );
    }),
  );
}
