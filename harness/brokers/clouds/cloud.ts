import { type BrokerKind, brokerKind } from '../broker-kind.ts';
import type { Profile } from '../limits/profile.ts';
import type { CloudLimits } from './limits.ts';
import type { Entrance } from './stand-in/front.ts';

export interface Cloud<Name extends string = string> {
  readonly name: Name;
  readonly title: string;
  /** Other names that people give it, in lower case; a title of a URL that is one of them is not accepted. */
  readonly alsoCalled: readonly string[];
  readonly limits: CloudLimits;
  readonly lacks: readonly Profile[];
  /** How clients log in to its stand-in. Called once for each stand-in. */
  readonly entrance: () => Promise<Entrance>;
}

/** The kind of a cloud. What is started here is its stand-in; the cloud's own address comes with the URL. */
export const cloud = <const Name extends string>({
  limits,
  entrance,
  ...about
}: Cloud<Name>): BrokerKind<Name> =>
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
    start: async (opening, setup) => {
      const [{ openStandIn }, { standInOf }] = await Promise.all([
        import('./stand-in/stand-in.ts'),
        import('./stand-in/stand-in-of.ts'),
      ]);
      return openStandIn(opening, setup, standInOf({ ...about, limits }, await entrance()));
    },
  });
