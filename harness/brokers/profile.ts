import type { Text } from '../base/text.ts';
import type { Broker } from './broker.ts';
import { identityOf } from './identity.ts';
import { nats } from './nats/profile.ts';
import { type Need, needs } from './need.ts';
import { rabbitmq } from './rabbitmq/profile.ts';
import { compareVersions, readVersion } from './version.ts';

/** What a broker's makers say that it does not do, where the broker itself does not say so on the wire. */
export interface Lack {
  /** A part of MQTT, with whatever needs it. */
  readonly need?: Need;
  /** Claims by their ids, where what is missing is no part of its own. */
  readonly claims?: readonly string[];
  /** The makers' words, in ours. */
  readonly says: Text;
  /** The page that says it. */
  readonly source: string;
}

/**
 * What a broker is documented not to do. It makes a claim unsupported that would be broken otherwise; that is always
 * shown, with its source.
 */
export interface Profile {
  /** The broker's name, as in `--broker NAME=URL`. */
  readonly broker: string;
  /** The first version it does not speak of any more; it speaks of all of them where this is left out. */
  readonly before?: string;
  readonly lacks: readonly Lack[];
}

export const profiles: readonly Profile[] = [...rabbitmq, ...nats];

/** What the makers of this broker say that it lacks; its version decides where that matters. */
export function documentedLacks(broker: Pick<Broker, 'name' | 'version' | 'identity'>): readonly Lack[] {
  const { name, version = '' } = identityOf(broker);
  return profiles
    .filter((profile) => profile.broker === name && isBefore(readVersion(version), profile.before))
    .flatMap(({ lacks }) => lacks);
}

const isBefore = (version: string | undefined, end: string | undefined): boolean =>
  end === undefined || (version !== undefined && compareVersions(version, end) < 0);

/** The broker with its capabilities less what it is documented to lack. */
export function asDocumented(broker: Broker): Broker {
  const leftOut = documentedLacks(broker).map(({ need }) => (need === undefined ? {} : needs[need].leftOut));
  return { ...broker, capabilities: Object.assign({}, broker.capabilities, ...leftOut) };
}
