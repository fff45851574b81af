import { CannotRunError } from '../../base/errors.ts';
import { type BrokerKind, brokerKind } from '../broker-kind.ts';
import type { Profile } from '../limits/profile.ts';
import type { CloudLimits } from './limits.ts';

interface Cloud<Name extends string> {
  readonly name: Name;
  readonly title: string;
  /** Other names that people give it, in lower case; a title of a URL that is one of them is not accepted. */
  readonly alsoCalled: readonly string[];
  readonly limits: CloudLimits;
  readonly lacks: readonly Profile[];
}

/** The kind of a cloud. It is not started here: its address comes with the URL. */
export const cloud = <const Name extends string>({ limits, ...about }: Cloud<Name>): BrokerKind<Name> =>
  brokerKind({
    ...about,
    cloud: limits,
    callsItself: [],
    isInTests: false,
    hasTags: false,
    variables: [],
    cannot: ['tls', 'users', 'acl', 'maximumKeepAlive', 'persistence'],
    deviations: [],
    settings: {},
    start: () => Promise.reject(reachedByUrl(about)),
  });

const reachedByUrl = ({ name, title }: { readonly name: string; readonly title: string }): CannotRunError =>
  new CannotRunError(
    'reached-by-url',
    { en: `${title} is not started here`, ja: `${title} はここでは起動できません` },
    {
      en: `give its address with its name: --broker ${name}=mqtts://…`,
      ja: `名前を付けて URL を指定してください: --broker ${name}=mqtts://…`,
    },
  );
