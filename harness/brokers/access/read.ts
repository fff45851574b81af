import { CannotRunError } from '../../base/errors.ts';
import { printable } from '../../base/visible.ts';
import type { EndpointTls } from '../../protocol/endpoint.ts';
import type { Access } from './access.ts';
import { clientCertificate } from './client-certificate.ts';
import { type ClientIds, clientIdPattern } from './client-ids.ts';
import { readCertificate, readOption } from './files.ts';
import { type AccessValues, accessOptions } from './options.ts';
import { parseProxy } from './proxy.ts';

/** What the options about a running broker say. */
export interface Wanted {
  readonly access: Access;
  readonly username?: string;
  readonly password?: string;
  readonly clientIds?: ClientIds;
  /** The first of the options that was given, for an error if the broker is not a running one. */
  readonly option: string;
}

/**
 * Reads the options about a running broker, and the files that they name.
 * @returns undefined if none was given
 * @throws CannotRunError, which shows no secret
 */
export function readAccess(values: AccessValues): Wanted | undefined {
  // A command passes all of its values, and most of its options are about something else.
  const option = names.find((name) => isGiven(values[name]));
  if (option === undefined) return undefined;
  const tls = tlsOf(values);
  const headers = headersOf(values.header);
  return {
    option,
    access: {
      ...(tls !== undefined && { tls }),
      ...(headers !== undefined && { headers }),
      ...(values.proxy !== undefined && { proxy: parseProxy(values.proxy) }),
    },
    ...(values.username !== undefined && { username: values.username }),
    ...(values['password-file'] !== undefined && { password: passwordIn(values['password-file']) }),
    ...(values['client-id'] !== undefined && { clientIds: clientIdPattern(values['client-id']) }),
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
