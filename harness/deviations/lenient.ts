import type { Text } from '../text.ts';
import type { Deviation } from './each-version.ts';
import { lenientAboutConnect } from './lenient-connect.ts';
import { lenientAboutFilters } from './lenient-filters.ts';
import { lenientAboutPackets } from './lenient-packets.ts';

/** Something that MQTT 3.1.1 forbids, and that more than one broker lets pass in the same way. */
export interface Lenience {
  readonly statement: string;
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

type OfBroker = Omit<Deviation, 'broker' | 'versions'>;

/** What a broker of this name lets pass; linked to where that is discussed, else to the specification. */
export const letsPass = (name: string, claims: readonly LenientClaim[], link?: string): OfBroker[] =>
  claims.map((claim) => {
    const { statement, seen, does, wire, section }: Lenience = leniences[claim];
    return {
      claim,
      statements: { 4: statement },
      seen,
      does: { en: `${name} ${does.en}`, ja: `${name} は${does.ja}` },
      wire,
      link: link ?? section,
    };
  });
