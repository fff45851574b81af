import type { Text } from '../../base/text.ts';
import type { Broker } from '../broker.ts';
import type { Fact } from '../clouds/fact.ts';
import { limitText, sourceText } from '../clouds/limit-text.ts';
import type { CloudLimits } from '../clouds/limits.ts';
import { identityOf } from '../identity/identity.ts';
import { compareVersions, readVersion } from '../identity/version.ts';
import { brokerKinds, kindOf } from '../kinds.ts';
import { lackText } from './lack-text.ts';
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
export function asDocumented<B extends Known & Pick<Broker, 'capabilities'>>(broker: B): B {
  const leftOut = documentedLacks(broker).map(({ need }) => (need === undefined ? {} : needs[need].leftOut));
  return { ...broker, capabilities: Object.assign({}, broker.capabilities, ...leftOut) };
}

/** What a cloud says at the first connection that its makers document as missing: versions of MQTT, and parts in CONNACK. */
export function announcedBeyond(
  broker: Pick<Broker, 'name' | 'version' | 'identity' | 'capabilities'>,
): Text[] {
  const { capabilities } = broker;
  const limits = kindOf(identityOf(broker).name)?.cloud;
  if (limits === undefined || !capabilities.protocolVersions.includes(5)) return [];
  const versions = limits.protocolVersions;
  if (versions?.value.includes(5) === false) return [alsoSpeaks5(limits, versions)];
  return lacksOf(broker).flatMap((lack) => {
    if (lack.need === undefined || needs[lack.need].isDenied(capabilities)) return [];
    const why = lackText(lack);
    return {
      en: `CONNACK announces what is documented as missing: the profile may be out of date (${why.en})`,
      ja: `ないはずのものを CONNACK が知らせた。プロファイルが古いのかもしれない(${why.ja})`,
    };
  });
}

function alsoSpeaks5(limits: CloudLimits, fact: Fact<unknown>): Text {
  const [says, source] = [limitText(limits, 'protocolVersions'), sourceText(fact)];
  return {
    en: `it accepts MQTT 5, which is documented as missing: the profile may be out of date (${says.en}: ${source.en})`,
    ja: `対応していないはずの MQTT 5 で接続できた。プロファイルが古いのかもしれない(${says.ja}: ${source.ja})`,
  };
}
