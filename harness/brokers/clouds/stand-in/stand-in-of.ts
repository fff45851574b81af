import type { CloudLimits } from '../limits.ts';
import type { Entrance, Front, FrontPort } from './front.ts';
import { restrictionsOf } from './restrictions-of.ts';
import type { StandIn } from './stand-in.ts';

/** A cloud, as far as a stand-in has to know it. */
interface Cloud {
  readonly name: string;
  readonly title: string;
  readonly limits: CloudLimits;
}

/** The stand-in of a cloud, with a restriction for each of its documented limits. */
export const standInOf = ({ name, title, limits }: Cloud, entrance: Entrance): StandIn => ({
  name,
  title,
  restrictions: restrictionsOf(limits),
  front: frontOf(limits, entrance),
});

function frontOf({ listeners, tlsVersions }: CloudLimits, entrance: Entrance): Front {
  const all = listeners?.value ?? [];
  const offered = all.flatMap(({ alpn }) => alpn ?? []);
  return {
    ...entrance,
    mqtts: portFor(all.find(({ scheme }) => scheme === 'mqtts')?.port ?? 8_883),
    wss: portFor(all.find(({ scheme }) => scheme === 'wss')?.port ?? 443),
    alpn: offered.length > 0 ? offered : ['mqtt'],
    ...(tlsVersions?.value.includes('1.3') === false && { isOnlyTls12: true }),
  };
}

/** Only an administrator may open a port below 1024. */
const portFor = (ofCloud: number): FrontPort => ({
  ofCloud,
  port: ofCloud < 1_024 ? ofCloud + 8_000 : ofCloud,
});
