import type { Language, Text } from '../base/text.ts';
import type { Recognised } from '../brokers/deviations/recognise.ts';
import { deviationWords } from '../brokers/deviations/words.ts';
import { identityOf, saysItIs } from '../brokers/identity/identity.ts';
import type { Claim } from '../lab/claim.ts';
import { marks } from '../lab/verdict.ts';
import { protocolName } from '../protocol/statements.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { type CellVerdict, cellVerdictOf, signs } from './cell-verdict.ts';
import type { Cell, Matrix } from './matrix.ts';
import { shownValue } from './value.ts';

/** A reason that several claims on one broker share. */
export interface Reason {
  readonly broker: string;
  readonly protocolVersions: readonly ProtocolVersion[];
  readonly reason: Text;
  readonly cellVerdict: CellVerdict;
  /** Ids, each once, under any protocol version. */
  readonly claims: readonly string[];
}

interface Growing extends Reason {
  readonly claims: string[];
  readonly protocolVersions: ProtocolVersion[];
}

const withReasons: readonly CellVerdict[] = ['not-run', 'unsupported', 'left-out'];

/** Why cells are empty: for each broker, the reasons and the claims that were not judged. */
export function reasonsOf({ cells }: Pick<Matrix, 'cells'>): Reason[] {
  const reasons = new Map<string, Growing>();
  for (const cellVerdict of withReasons) {
    for (const cell of cells.filter((one) => cellVerdictOf(one) === cellVerdict)) {
      const { broker, protocolVersion, claim, reason = noReason } = cell;
      const key = JSON.stringify([broker, cellVerdict, reason.en]);
      const found = reasons.get(key) ?? { broker, reason, cellVerdict, claims: [], protocolVersions: [] };
      if (!found.claims.includes(claim)) found.claims.push(claim);
      if (!found.protocolVersions.includes(protocolVersion)) found.protocolVersions.push(protocolVersion);
      reasons.set(key, found);
    }
  }
  return [...reasons.values()];
}

/** The title of a reason, e.g. `mosquitto 2.0.21 · MQTT 5, unsupported`. */
export const reasonTitle = ({ broker, protocolVersions, cellVerdict }: Reason): Text => {
  const where = `${broker} · ${protocolVersions.toSorted().map(protocolName).join(' · ')}`;
  const { word } = signs[cellVerdict];
  return { en: `${where}, ${word.en}`, ja: `${where}、${word.ja}` };
};

/** A reason in one line, with the number of its claims. */
export const reasonLine = (one: Reason): Text => {
  const { en, ja } = reasonTitle(one);
  const line = (title: string, reason: string) =>
    `${signs[one.cellVerdict].mark} ${title} (${one.claims.length}): ${reason}`;
  return { en: line(en, one.reason.en), ja: line(ja, one.reason.ja) };
};

const noReason: Text = { en: 'no reason given', ja: '理由は不明' };

/** One line for each note about a broker or a run, with its claims. */
export const noteLines = (matrix: Pick<Matrix, 'brokers' | 'cells'>): Text[] => [
  ...announcedLines(matrix),
  ...notesOfRuns(matrix),
];

/** What the brokers announce beyond what is documented. */
const announcedLines = ({ brokers }: Pick<Matrix, 'brokers'>): Text[] =>
  brokers.flatMap(({ label, announced = [] }) =>
    announced.map(({ en, ja }) => ({ en: `! ${label}: ${en}`, ja: `! ${label}: ${ja}` })),
  );

function notesOfRuns({ cells }: Pick<Matrix, 'cells'>): Text[] {
  const noted = cells.flatMap(({ notes = [], ...cell }) => notes.map((note) => ({ note, cell })));
  const groups = Map.groupBy(noted, ({ note, cell }) =>
    JSON.stringify([markOf(cell), whereOf(cell), note.en]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const claims = group.map(({ cell }) => cell.claim).join(', ');
    const where = `${markOf(first.cell)} ${whereOf(first.cell)} (${claims}):`;
    return { en: `${where} ${first.note.en}`, ja: `${where} ${first.note.ja}` };
  });
}

/** A note to a known deviation is no warning. */
const markOf = ({ deviation }: Pick<Cell, 'deviation'>) => (deviation?.is === 'known' ? marks.known : '!');

/** Known deviations, seen again or disappeared: a line each, with the statements of the protocol versions they are seen under. */
export function deviationLines({ cells }: Pick<Matrix, 'cells'>, language: Language): string[] {
  const seen = cells.flatMap(({ broker, claim, deviation }) =>
    deviation === undefined || deviation.is === 'returned' ? [] : [{ broker, claim, deviation }],
  );
  const groups = Map.groupBy(seen, ({ broker, claim, deviation: { is, note, does } }) =>
    JSON.stringify([is, broker, claim, does.en, note?.en]),
  );
  return [...groups.values()].flatMap((group) => {
    const [one] = group;
    if (one === undefined) return [];
    const { broker, claim, deviation } = one;
    const statements = [...new Set(group.map(({ deviation: { statement } }) => statement))].join(', ');
    const told = deviation.is === 'known' ? known : disappeared;
    return told(broker, `${claim} [${statements}]`, deviation)[language];
  });
}

type Told = (broker: string, claim: string, deviation: Recognised) => Text;

const known: Told = (broker, claim, { does, note, link }) => ({
  en: `${marks.known} ${broker}: ${claim}: ${does.en}${note ? ` (${note.en})` : ''}. ${link}`,
  ja: `${marks.known} ${broker}: ${claim}: ${does.ja}${note ? `(${note.ja})` : ''}。${link}`,
});

const disappeared: Told = (broker, claim, deviation) => {
  const words = deviationWords(deviation);
  const { does, link } = deviation;
  return {
    en: `${marks.holds} ${broker}: ${claim}: ${words.en}: ${does.en}. ${link}`,
    ja: `${marks.holds} ${broker}: ${claim}: ${words.ja}: ${does.ja}。${link}`,
  };
};

/** Brokers that the user gave no name, and that name themselves: what is looked up for them, and how to override it. */
export const identityLines = ({ brokers }: Pick<Matrix, 'brokers'>, language: Language): string[] =>
  brokers.flatMap((broker) => {
    const identity = identityOf(broker);
    return identity.ownWord ? lookedUp(broker.name, saysItIs(identity))[language] : [];
  });

const lookedUp = (url: string, says: Text): Text => ({
  en: `${url} ${says.en}: its known deviations and documented limits apply (--broker NAME@VERSION=${url} says otherwise)`,
  ja: `${url} は ${says.ja}ので、その既知の逸脱と公開されている制限を照らし合わせました(違うときは --broker 名前@版=${url})`,
});

/** Brokers that were not started, or on which the run ended early, each with the reason. */
export const absenceLines = ({ brokers }: Pick<Matrix, 'brokers'>, language: Language): string[] =>
  brokers.flatMap(({ label, notStarted, lost }) => [
    ...(notStarted ? [`${label}: ${notStartedWord[language]}${notStarted[language]}`] : []),
    ...(lost ? [`${label}: ${lost[language]}`] : []),
  ]);

const notStartedWord: Text = { en: 'not started, ', ja: '起動していません。' };

/** A broken claim with all details. */
export interface Break {
  readonly claim: Claim;
  readonly cell: Cell;
  /** Broker and protocol version. */
  readonly where: string;
  readonly statements: readonly string[];
  readonly expected: string;
  readonly seen: string;
  /** What happened to a client meanwhile. */
  readonly when?: Text;
  /** For a known deviation that returned: the version that had fixed it. */
  readonly note?: Text;
}

/** The claims broken in an unknown way, in the order of the rows. */
export function breaksOf({ claims, cells }: Pick<Matrix, 'claims' | 'cells'>): Break[] {
  const broken = cells.filter((cell) => cellVerdictOf(cell) === 'broken');
  return claims.flatMap((claim) =>
    broken.filter((cell) => cell.claim === claim.id).map((cell) => told(claim, cell)),
  );
}

const told = (claim: Claim, cell: Cell): Break => ({
  claim,
  cell,
  where: whereOf(cell),
  statements: claim.statements[cell.protocolVersion] ?? [],
  expected: shownValue(cell.expected),
  seen: shownValue(cell.seen),
  ...(cell.situation && { when: inWords(cell.situation) }),
  ...(cell.deviation && { note: deviationWords(cell.deviation) }),
});

/** A situation by its title and its id. */
export const inWords = ({ id, title }: NonNullable<Cell['situation']>): Text => ({
  en: `${title.en} (${id})`,
  ja: `${title.ja}(${id})`,
});

/** Broker and protocol version in one text. */
export const whereOf = ({ broker, protocolVersion }: { broker: string; protocolVersion: ProtocolVersion }) =>
  `${broker} · ${protocolName(protocolVersion)}`;
