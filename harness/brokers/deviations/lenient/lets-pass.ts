import type { ProtocolVersion } from '../../../protocol/version.ts';
import type { Deviation } from '../of-broker.ts';
import { lenientAboutConnect } from './connect.ts';
import { lenientAboutFilters } from './filters.ts';
import type { Lenience } from './lenience.ts';
import { lenientAboutPackets } from './packets.ts';

/** The leniences by the claim that they break. */
const leniences = { ...lenientAboutConnect, ...lenientAboutPackets, ...lenientAboutFilters };

export type LenientClaim = keyof typeof leniences;

export interface LetsPassOptions extends Pick<Deviation, 'sometimes'> {
  /** Versions of MQTT under which the broker accepts it; default: 3.1.1. */
  readonly under?: readonly ProtocolVersion[];
  /** Where it is discussed; default: the section of the specification. */
  readonly link?: string;
}

/** The deviations of a broker that accepts what these claims forbid. */
export const letsPass = (
  name: string,
  claims: readonly LenientClaim[],
  { under = [4], link, sometimes }: LetsPassOptions = {},
): Deviation[] =>
  claims.map((claim) => {
    const { statements, seen, does, wire, section }: Lenience = leniences[claim];
    return {
      claim,
      statements: Object.fromEntries(under.map((version) => [version, statements[version]])),
      seen,
      does: { en: `${name} ${does.en}`, ja: `${name} は${does.ja}` },
      wire,
      link: link ?? section,
      ...(sometimes && { sometimes }),
    };
  });
