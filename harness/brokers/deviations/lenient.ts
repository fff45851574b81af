import type { Text } from '../../base/text.ts';
import type { ProtocolVersion } from '../broker.ts';
import { lenientAboutConnect } from './lenient-connect.ts';
import { lenientAboutFilters } from './lenient-filters.ts';
import { lenientAboutPackets } from './lenient-packets.ts';
import type { Deviation } from './of-broker.ts';

/** Something that MQTT forbids, and that more than one broker lets pass in the same way. */
export interface Lenience {
  /** Under 5 only where a broker is known to let it pass there, too. */
  readonly statements: { readonly 4: string; readonly 5?: string };
  readonly seen: unknown;
  /** After the broker's name. */
  readonly does: Text;
  readonly wire: readonly string[];
  /** The section that forbids it. */
  readonly section: string;
}

/** By the claim that is broken. */
const leniences = { ...lenientAboutConnect, ...lenientAboutPackets, ...lenientAboutFilters };

export type LenientClaim = keyof typeof leniences;

export interface LetsPassOptions extends Pick<Deviation, 'sometimes'> {
  /** Versions of MQTT under which it does; 3.1.1 unless told otherwise. */
  readonly under?: readonly ProtocolVersion[];
  /** Where it is discussed; the section of the specification unless told otherwise. */
  readonly link?: string;
}

/** What a broker of this name lets pass. */
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
