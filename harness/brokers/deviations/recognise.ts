import { isDeepStrictEqual } from 'node:util';
import type { Text } from '../../base/text.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Identity } from '../identity/identity.ts';
import { compareVersions, isPreReleaseOf, readVersion } from '../identity/version.ts';
import { knownDeviations } from './all.ts';
import type { KnownDeviation } from './known-deviation.ts';
import { lookedAtNote, mendedNote, toChange } from './notes.ts';

/** A known deviation that explains a result. */
export interface Recognised extends KnownDeviation {
  /**
   * `known`: the claim is broken in the known way. `disappeared`: the claim holds, although this version should break it. `returned`: the
   * claim is broken in the known way, although this version should have the fix.
   */
  readonly is: 'known' | 'disappeared' | 'returned';
  /** For `known`: that this version was not looked at. For `disappeared`: the line to change. For `returned`: the version with the fix. */
  readonly note?: Text;
}

/** The result of a claim. */
export interface Outcome {
  readonly claim: string;
  readonly protocolVersion: ProtocolVersion;
  readonly result: 'holds' | 'broken';
  readonly seen: unknown;
}

/** The known deviation that explains this outcome, if there is one. */
export function recognise(
  outcome: Outcome,
  broker: Identity,
  all: readonly KnownDeviation[] = knownDeviations,
): Recognised | undefined {
  const version = readVersion(broker.version ?? '');
  const own = all.filter((one) => isAbout(one, outcome.claim, broker, outcome.protocolVersion));
  if (outcome.result === 'holds') return disappearanceOf(own, version);
  // Behind a stand-in, a deviation that is not seen may only be hidden: that says nothing.
  return breakOf(own, outcome.seen, version) ?? (broker.behind && recognise(outcome, broker.behind, all));
}

const isAbout = (
  known: KnownDeviation,
  claim: string,
  { name }: Identity,
  protocolVersion: ProtocolVersion,
): boolean =>
  known.claim === claim && known.broker === name && known.protocolVersions.includes(protocolVersion);

function breakOf(
  own: readonly KnownDeviation[],
  seen: unknown,
  version: string | undefined,
): Recognised | undefined {
  const alike = own.filter((known) => isDeepStrictEqual(asData(known.seen), asData(seen)));
  const known = version === undefined ? alike.at(-1) : alike.find((one) => isInRange(one, version));
  if (known !== undefined) {
    const note = lookedAtNote(known.lookedAt, version);
    return { ...known, is: 'known', ...(note && { note }) };
  }
  const mended = alike.find((one) => version !== undefined && isMendedIn(one, version));
  return mended && { ...mended, is: 'returned', note: mendedNote(mended) };
}

/** An unknown version may have the fix, so nothing is concluded from a claim that holds on it. */
function disappearanceOf(
  own: readonly KnownDeviation[],
  version: string | undefined,
): Recognised | undefined {
  if (version === undefined) return undefined;
  const disappeared = own.find(
    (known) =>
      known.sometimes === undefined &&
      isInRange(known, version) &&
      !(known.mended !== undefined && isPreReleaseOf(version, known.mended)),
  );
  return disappeared && { ...disappeared, is: 'disappeared', note: toChange(disappeared, version) };
}

type Range = Pick<KnownDeviation, 'since' | 'mended'>;

const isInRange = (range: Range, version: string): boolean =>
  compareVersions(version, range.since) >= 0 && !isMendedIn(range, version);

const isMendedIn = ({ mended }: Range, version: string): boolean =>
  mended !== undefined && compareVersions(version, mended) >= 0;

/** A value as JSON, so that a value of this process and one read from a file compare equal. */
const asData = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));
