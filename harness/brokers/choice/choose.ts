import { CannotRunError } from '../../base/errors.ts';
import { isNear } from '../../base/nearest.ts';
import { percentDecoded } from '../../base/percent-decoded.ts';
import { withoutCredentials } from '../../base/redact.ts';
import { printable } from '../../base/visible.ts';
import { type Scheme, schemes } from '../../protocol/endpoint.ts';
import { type Access, isPlain } from '../access/access.ts';
import { checkSignable } from '../access/aws-signature.ts';
import { azureCredentials } from '../access/azure-sas.ts';
import type { ClientIds } from '../access/client-ids.ts';
import type { Wanted } from '../access/read.ts';
import type { Credentials } from '../broker.ts';
import { type BrokerName, brokerNames, kindOf } from '../kinds.ts';
import { intendedCloud, intendedKind } from './intended.ts';

/** A broker that is started here. */
export interface NamedChoice {
  readonly name: BrokerName;
  /** A tag for the image, instead of the pinned one: another version in a container. */
  readonly tag?: string;
}

/** A broker that this project did not start. The address is safe to print; the credentials are kept apart from it. */
export interface UrlChoice {
  /** The address, or the name that the user gave. */
  readonly name: string;
  /** The version, if the user gave one. */
  readonly version?: string;
  readonly scheme: Scheme;
  /** Without credentials and without a query. */
  readonly url: string;
  readonly credentials: Credentials | undefined;
  /** The whole address, if clients need help to reach it: it may have a query, which may be secret. */
  readonly behind?: { readonly address: string; readonly access: Access };
  readonly clientIds?: ClientIds;
  /** A user name was given, and no password. */
  readonly lacksPassword?: true;
}

/** The broker that the user chose with `--broker`. `name` is safe to print. */
export type BrokerChoice = NamedChoice | UrlChoice;

export const isUrlChoice = (choice: BrokerChoice): choice is UrlChoice => 'url' in choice;

/** The variables that hold the credentials if the URL has none. */
type Environment = Readonly<Partial<Record<'MQTT_USERNAME' | 'MQTT_PASSWORD', string>>>;

const isBrokerName = (word: string): word is BrokerName => brokerNames.some((name) => name === word);
const isScheme = (word: string): word is Scheme => schemes.some((scheme) => scheme === word);

/** `rabbitmq=mqtt://…`, `rabbitmq@3.10.8=mqtt://…`: a broker that was already running, with the name and version that the user gives it. */
const titled = /^(?<name>[a-z][\w.-]{0,39})(?:@(?<version>[\w.+-]{1,40}))?=(?<url>\w+:\/\/.*)$/is;
/** A name and a tag with the characters that container registries allow. */
const tagged = /^(?<name>[a-z][a-z-]*)@(?<tag>\w[\w.-]{0,127})$/;

/**
 * Reads the word after `--broker`: a name, a name and an image's tag (`mosquitto@2.0.22`), or the URL of a running
 * broker, which can be given a name (`rabbitmq=mqtt://…`). Credentials come from the URL or else from `MQTT_USERNAME` and
 * `MQTT_PASSWORD`.
 * @param wanted what the options about running brokers say
 * @throws CannotRunError `unknown-broker` (with the nearest name), `no-tag`, `bad-url`, or `bad-option` for options that need
 * a URL; none shows credentials.
 */
export function parseBroker(
  word: string,
  environment: Environment = process.env,
  wanted?: Wanted,
): BrokerChoice {
  const choice = parseWord(word, environment, wanted);
  if (wanted !== undefined && !isUrlChoice(choice)) throw needsUrl(choice.name, wanted);
  return choice;
}

function parseWord(word: string, environment: Environment, wanted: Wanted | undefined): BrokerChoice {
  if (isBrokerName(word)) return { name: word };
  const { url, version, name: title = '' } = titled.exec(word)?.groups ?? {};
  if (url !== undefined) {
    if (intendedCloud(title) !== undefined) throw unknownBroker(title);
    const parsed = parseUrl(url, environment, wanted);
    return { ...parsed, name: title, ...(version !== undefined && { version }) };
  }
  const { name, tag } = tagged.exec(word)?.groups ?? {};
  // Any other word with an @ may be a URL with a password, which no message may repeat.
  if (name !== undefined && tag !== undefined && isNear(name, brokerNames)) return parseTagged(name, tag);
  if (/[:/@]/.test(word)) return parseUrl(word, environment, wanted);
  throw unknownBroker(word);
}

function parseTagged(name: string, tag: string): NamedChoice {
  if (!isBrokerName(name)) throw unknownBroker(name);
  const kind = kindOf(name);
  if (kind?.hasTags) return { name, tag };
  throw new CannotRunError(
    'no-tag',
    kind?.cloud === undefined
      ? onlyOurs
      : { en: `${name} is no image`, ja: `${name} はイメージではありません` },
    { en: `write just ${name}`, ja: `${name} だけを指定してください` },
  );
}

const onlyOurs = {
  en: 'the embedded broker comes with this project and has no other version',
  ja: '組み込みのブローカーはこのプロジェクト付属の版だけです',
};

function unknownBroker(word: string): CannotRunError {
  const shown = printable(word, 40);
  const names = brokerNames.join(', ');
  const intended = intendedKind(word);
  return new CannotRunError(
    'unknown-broker',
    { en: `there is no broker '${shown}'`, ja: `'${shown}' というブローカーはありません` },
    intended !== undefined
      ? { en: `did you mean '${intended}'?`, ja: `'${intended}' のことでしょうか?` }
      : {
          en: `choose ${names}, or a URL such as mqtt://localhost:1883`,
          ja: `${names}、または mqtt://localhost:1883 のような URL を指定してください`,
        },
  );
}

const schemeOf = { tcp: 'mqtt', tls: 'mqtts', ssl: 'mqtts', http: 'ws', https: 'wss' } as const;

function needsUrl(name: string, { option }: Wanted): CannotRunError {
  return new CannotRunError(
    'bad-option',
    {
      en: `--${option} is for a broker that is already running, and ${name} is started here`,
      ja: `--${option} はすでに動いているブローカーのためのもので、${name} はここで起動します`,
    },
    { en: 'leave it out, or give a URL', ja: '外すか、URL を指定してください' },
  );
}

/** A link-local IPv6 address in a URL, with its zone [RFC 6874], which `URL` does not know. */
const zoned = /^(?<before>[a-z]+:\/\/(?:[^@/]*@)?\[[\da-f:.]+)%(?:25)?(?<zone>[\w.-]+)(?<after>\].*)$/is;

function parseUrl(word: string, environment: Environment, wanted: Wanted | undefined): UrlChoice {
  const { before, zone, after } = zoned.exec(word)?.groups ?? {};
  if (zone === undefined) return parseWholeUrl(word, environment, wanted);
  const access = { ...wanted?.access, zone };
  const choice = parseWholeUrl(`${before}${after}`, environment, { ...wanted, access, option: '' });
  return { ...choice, name: choice.name.replace(']', `%${zone}]`) };
}

function parseWholeUrl(word: string, environment: Environment, wanted: Wanted | undefined): UrlChoice {
  if (!word.includes('://')) {
    if (word.includes('@') || !/^[\w.-]+(:\d+)?$/.test(word)) throw badUrl(word, anyUrl);
    throw badUrl(word, {
      en: `write the scheme too: mqtt://${word}`,
      ja: `mqtt://${word} のように、先頭にスキームも書いてください`,
    });
  }
  const scheme = word.slice(0, word.indexOf('://')).toLowerCase();
  if (!isScheme(scheme)) {
    const known = Object.entries(schemeOf).find(([other]) => other === scheme)?.[1];
    throw badUrl(
      word,
      known === undefined
        ? anyUrl
        : {
            en: `MQTT's scheme for this is ${known}://`,
            ja: `この接続方法のスキームは ${known}:// です`,
          },
    );
  }
  if (!URL.canParse(word)) throw badUrl(word, escapeAdvice);
  const url = new URL(word);
  const plain = scheme === 'mqtt' || scheme === 'mqtts';
  const split = url.hash !== '' || `${url.pathname}${url.search}`.includes('@');
  if (split || url.hostname === '' || (plain && url.search !== '')) throw badUrl(word, escapeAdvice);
  if (plain && url.pathname !== '' && url.pathname !== '/') {
    throw badUrl(word, {
      en: `only ws:// and wss:// have a path; leave out '${printable(url.pathname, 40)}'`,
      ja: `パスを書けるのは ws:// と wss:// だけです。'${printable(url.pathname, 40)}' を取り除いてください`,
    });
  }
  const address = `${scheme}://${url.host}${plain || url.pathname === '/' ? '' : url.pathname}`;
  const { access = {}, clientIds } = wanted ?? {};
  const { signing } = access;
  if (signing !== undefined) checkSignable({ scheme, host: url.hostname }, address, signing.region);
  const isDirect = isPlain(access) && url.search === '';
  const credentials = credentialsOf(url, environment, wanted);
  return {
    name: address,
    scheme,
    url: address,
    credentials,
    ...(wanted?.username !== undefined && credentials?.password === undefined && { lacksPassword: true }),
    ...(!isDirect && { behind: { address: `${address}${url.search}`, access } }),
    ...(clientIds !== undefined && { clientIds }),
  };
}

function credentialsOf(
  url: URL,
  environment: Environment,
  wanted: Wanted | undefined,
): Credentials | undefined {
  if (wanted?.azure !== undefined)
    return azureCredentials(wanted.access.tls?.servername ?? url.hostname, wanted.azure);
  const password =
    url.password === '' ? (wanted?.password ?? environment.MQTT_PASSWORD) : percentDecoded(url.password);
  // Some brokers take a token as the password and want an empty user name, so an empty name with a password is a name.
  const named = url.username !== '' || url.password !== '';
  const username = named ? percentDecoded(url.username) : (wanted?.username ?? environment.MQTT_USERNAME);
  if (username === undefined) return undefined;
  return password === undefined ? { username } : { username, password };
}

const anyUrl = {
  en: 'write it like mqtt://localhost:1883, mqtts://…, ws://localhost:8083/mqtt or wss://…',
  ja: 'mqtt://localhost:1883、mqtts://…、ws://localhost:8083/mqtt、wss://… のように書いてください',
};
const escapeAdvice = {
  en: 'write scheme://user:password@host:port, with : / ? # @ in a password as %3A %2F %3F %23 %40',
  ja: 'scheme://user:password@host:port の形で、パスワードの : / ? # @ は %3A %2F %3F %23 %40 と書いてください',
};

function badUrl(word: string, advice: { en: string; ja: string }): CannotRunError {
  const shown = withoutCredentials(word);
  return new CannotRunError(
    'bad-url',
    { en: `'${shown}' is not a broker URL`, ja: `'${shown}' はブローカーの URL として読めません` },
    advice,
  );
}
