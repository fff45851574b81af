import type { ProtocolVersion } from '../../harness/brokers/broker.ts';
import { protocolName } from '../../harness/specification/statements.ts';

/** A faulty broker that was tried, and whether the claim meant for it was broken. */
export interface Tried {
  readonly does: string;
  readonly breaks: string;
  readonly protocolVersion: ProtocolVersion;
  readonly noticed: boolean;
}

/** A claim on a broker that nobody changed. */
export interface Untouched {
  readonly claim: string;
  readonly protocolVersion: ProtocolVersion;
  readonly result: 'holds' | 'deviates' | 'accused';
}

/** What came of the gallery: nothing in it is known beforehand, all of it was run. */
export interface Score {
  readonly tried: readonly Tried[];
  readonly untouched: readonly Untouched[];
}

const under = (claim: string, protocolVersion: ProtocolVersion) =>
  `${claim} (${protocolName(protocolVersion)})`;

/** Claims that no faulty broker broke, and that the untouched one does not break by itself: they may be unable to fail. */
export function neverBroken({ tried, untouched }: Score): string[] {
  const broken = new Set(
    tried
      .filter(({ noticed }) => noticed)
      .map(({ breaks, protocolVersion }) => under(breaks, protocolVersion)),
  );
  return untouched
    .filter(({ result }) => result === 'holds')
    .map(({ claim, protocolVersion }) => under(claim, protocolVersion))
    .filter((claim) => !broken.has(claim));
}

/** The score as lines of text: how many were noticed, who survived, who was accused, what never broke. */
export function scoreLines(score: Score): string[] {
  const { tried, untouched } = score;
  if (tried.length === 0) return [];
  const noticed = tried.filter((one) => one.noticed);
  const survivors = tried.filter((one) => !one.noticed);
  const accused = untouched.filter(({ result }) => result === 'accused');
  const percent = Math.floor((100 * noticed.length) / tried.length);
  const brokers = new Set(tried.map(({ does }) => does)).size;
  return [
    `${brokers} faulty brokers, ${tried.length} runs under 3.1.1 and 5: ${noticed.length} noticed (${percent} %)`,
    ...list(
      'survivors',
      survivors.map(
        ({ does, breaks, protocolVersion }) => `a broker that ${does}, by ${under(breaks, protocolVersion)}`,
      ),
    ),
    `${untouched.length} claims through a proxy that changes nothing: ${accused.length} false alarms`,
    ...list(
      'false alarms',
      accused.map(({ claim, protocolVersion }) => under(claim, protocolVersion)),
    ),
    ...list('claims that nothing broke', neverBroken(score)),
  ];
}

const list = (heading: string, items: readonly string[]): string[] => [
  `${heading}: ${items.length === 0 ? 'none' : ''}`.trimEnd(),
  ...items.map((item) => `  ${item}`),
];
