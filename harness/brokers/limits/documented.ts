import type { Broker } from '../broker.ts';
import { identityOf } from '../identity/identity.ts';
import { compareVersions, readVersion } from '../identity/version.ts';
import { brokerKinds } from '../kinds.ts';
import { needs } from './need.ts';
import type { Lack, Profile } from './profile.ts';

export const profiles: readonly Profile[] = brokerKinds.flatMap(({ lacks }) => lacks);

type Known = Pick<Broker, 'name' | 'version' | 'identity' | 'ignoresLimits'>;

/** What counts as missing on this broker: nothing if its limits are ignored. */
export const documentedLacks = (broker: Known): readonly Lack[] =>
  broker.ignoresLimits ? [] : lacksOf(broker);

/** What this version of the broker lacks, as its makers document. */
export function lacksOf(broker: Omit<Known, 'ignoresLimits'>): readonly Lack[] {
  const { name, version = '' } = identityOf(broker);
  return profiles
    .filter((profile) => profile.broker === name && isBefore(readVersion(version), profile.before))
    .flatMap(({ lacks }) => lacks);
}

const isBefore = (version: string | undefined, end: string | undefined): boolean =>
  end === undefined || (version !== undefined && compareVersions(version, end) < 0);

/** The broker without the capabilities that it is documented to lack. */
export function asDocumented(broker: Broker): Broker {
  const leftOut = documentedLacks(broker).map(({ need }) => (need === undefined ? {} : needs[need].leftOut));
  return { ...broker, capabilities: Object.assign({}, broker.capabilities, ...leftOut) };
}
