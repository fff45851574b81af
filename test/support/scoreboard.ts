import { protocolName } from '../../harness/protocol/statements.ts';
import type { ProtocolVersion } from '../../harness/protocol/version.ts';

/** A faulty broker that was tried, and whether the claim meant for it was broken. */
export interface Tried {
  readonly does: string;
  readonly breaks: string;
  readonly protocolVersion: ProtocolVersion;
  /** The healthy broker behind it, e.g. `Mosquitto 2.0.21`. */
  readonly broker: string;
  readonly noticed: boolean;
}

/** A claim on an unchanged broker. */
export interface Untouched {
  readonly claim: string;
  readonly protocolVersion: ProtocolVersion;
  readonly result: 'holds' | 'deviates' | 'accused';
}

/** A faulty client that was tried, and whether the claim meant for it was broken. */
export type TriedClient = Omit<Tried, 'broker'>;

/** A client that follows the specification in an unusual way, and the claims that it broke by mistake. */
export interface Lawful {
  readonly does: string;
  readonly protocolVersion: ProtocolVersion;
  readonly accusedBy: readonly string[];
}

/** The results of the gallery. All of them come from runs. */
export interface Score {
  readonly tried: readonly Tried[];
  readonly untouched: readonly Untouched[];
  /** The reasons why tests were left out, each once. */
  readonly leftOut: readonly string[];
}

const under = (claim: string, protocolVersion: ProtocolVersion) =>
  `${claim} (${protocolName(protocolVersion)})`;

/** Claims that faulty brokers broke. */
const brokenByFault = ({ tried }: Score): string[] =>
  tried.filter(({ noticed }) => noticed).map(({ breaks, protocolVersion }) => under(breaks, protocolVersion));

/** The claims with this result on an unchanged broker, each once. */
const untouchedAs = ({ untouched }: Score, as: Untouched['result']): string[] => [
  ...new Set(
    untouched
      .filter(({ result }) => result === as)
      .map(({ claim, protocolVersion }) => under(claim, protocolVersion)),
  ),
];

/** Claims that neither a faulty nor an unchanged broker broke. They may be unable to fail. */
export function neverBroken(score: Score): string[] {
  const broken = new Set([...brokenByFault(score), ...untouchedAs(score, 'deviates')]);
  return untouchedAs(score, 'holds').filter((claim) => !broken.has(claim));
}

/** Claims that only an unchanged broker broke, and none of our faults: no fault shows what breaks them. */
export function brokenByRealOnly(score: Score): string[] {
  const broken = new Set(brokenByFault(score));
  return untouchedAs(score, 'deviates').filter((claim) => !broken.has(claim));
}

/** The score as text: faults that were noticed or missed, and claims that were broken wrongly, never, or only by real brokers. */
export function scoreLines(score: Score): string[] {
  const { tried, untouched, leftOut } = score;
  if (tried.length === 0) return [];
  const noticed = tried.filter((one) => one.noticed);
  const survivors = tried.filter((one) => !one.noticed);
  const accused = untouched.filter(({ result }) => result === 'accused');
  const percent = Math.floor((100 * noticed.length) / tried.length);
  const brokers = new Set(tried.map(({ does }) => does)).size;
  return [
    `${brokers} faulty brokers, ${tried.length} runs under 3.1.1 and 5: ${noticed.length} noticed (${percent} %)`,
    ...counted(tried.map(({ broker }) => broker)).map(([broker, runs]) => `  ${runs} in front of ${broker}`),
    ...counted(leftOut).map(([why, tests]) => `${tests} tests left out: ${why}`),
    ...list(
      'survivors',
      survivors.map(
        ({ does, breaks, protocolVersion }) => `a broker that ${does}, by ${under(breaks, protocolVersion)}`,
      ),
    ),
    `${untouched.length} claims through a proxy that breaks nothing: ${accused.length} false alarms`,
    ...list(
      'false alarms',
      accused.map(({ claim, protocolVersion }) => under(claim, protocolVersion)),
    ),
    ...list('claims that only a real broker ever broke', brokenByRealOnly(score)),
    ...list('claims that nothing broke', neverBroken(score)),
  ];
}

/** The score of the gallery of clients as lines of text. */
export function clientScoreLines(tried: readonly TriedClient[], lawful: readonly Lawful[]): string[] {
  const survivors = tried.filter(({ noticed }) => !noticed);
  const accused = lawful.flatMap(({ does, protocolVersion, accusedBy }) =>
    accusedBy.map((claim) => `a client that ${does}, by ${under(claim, protocolVersion)}`),
  );
  const clients = (all: readonly { readonly does: string }[]) => new Set(all.map(({ does }) => does)).size;
  return [
    ...(tried.length === 0
      ? []
      : [
          `${clients(tried)} faulty clients, ${tried.length} runs under 3.1.1 and 5: ${tried.length - survivors.length} noticed`,
          ...list(
            'survivors',
            survivors.map(
              ({ does, breaks, protocolVersion }) =>
                `a client that ${does}, by ${under(breaks, protocolVersion)}`,
            ),
          ),
        ]),
    ...(lawful.length === 0
      ? []
      : [
          `${clients(lawful)} lawful clients in every situation: ${accused.length} false alarms`,
          ...list('false alarms', accused),
        ]),
  ];
}

const counted = (words: readonly string[]): [word: string, times: number][] =>
  [...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]);

const list = (heading: string, items: readonly string[]): string[] => [
  `${heading}: ${items.length === 0 ? 'none' : ''}`.trimEnd(),
  ...items.map((item) => `  ${item}`),
];
