import type { ProtocolVersion } from '../brokers/broker.ts';
import type { KnownDeviation } from '../deviations/known-deviations.ts';
import { protocolName } from '../specification/statements.ts';

export type CellResult = 'holds' | 'broken' | 'unsupported' | 'not-run';

/** One claim as judged on one broker under one protocol version. */
export interface Cell {
  /** Name and version. */
  readonly broker: string;
  readonly protocolVersion: ProtocolVersion;
  readonly claim: string;
  readonly result: CellResult;
  /** The known deviation that this result is: what was seen is what is known. */
  readonly deviation?: KnownDeviation | undefined;
}

export interface Matrix {
  readonly cells: readonly Cell[];
  /** Brokers that could not be started, and why. */
  readonly notStarted: readonly { readonly broker: string; readonly reason: string }[];
}

const marks: Record<CellResult, string> = {
  holds: '✔',
  broken: '✘ BROKEN',
  unsupported: '– unsupported',
  'not-run': '? not run',
};
const KNOWN_DEVIATION = '≠ known';
const DISAPPEARED = '✔ again';
const NO_CLAIM = '·';
/** Wide enough for every mark, and for half of a broker's name. */
const COLUMN = 14;

/**
 * The matrix claims × brokers as lines of text. Under it: the known deviations, each in words, and the brokers that were
 * not started, each with its reason.
 */
export function matrixLines({ cells, notStarted }: Matrix): string[] {
  return [
    ...table(cells),
    ...deviations(cells),
    ...notStarted.map(({ broker, reason }) => `${broker}: not started, ${reason}`),
  ];
}

/** A column for each broker under each protocol version; the broker's name stands above its versions. */
function table(cells: readonly Cell[]): string[] {
  if (cells.length === 0) return [];
  const columns = [...new Map(cells.map((cell) => [columnOf(cell), cell])).values()];
  const claims = [...new Set(cells.map((cell) => cell.claim))];
  const found = new Map(cells.map((cell) => [`${cell.claim} ${columnOf(cell)}`, cell]));
  const width = Math.max(...claims.map((claim) => claim.length)) + 2;
  const row = (name: string, values: readonly string[]) =>
    (name.padEnd(width) + values.map((value) => value.padEnd(COLUMN)).join('')).trimEnd();
  const mark = (claim: string, column: Cell) => {
    const cell = found.get(`${claim} ${columnOf(column)}`);
    return cell ? markOf(cell) : NO_CLAIM;
  };
  return [
    brokerNames(width, columns),
    row(
      '',
      columns.map(({ protocolVersion }) => protocolName(protocolVersion)),
    ),
    ...claims.map((claim) =>
      row(
        claim,
        columns.map((column) => mark(claim, column)),
      ),
    ),
  ];
}

/** Each broker's name above the first of its columns; a long one goes on over the next. */
function brokerNames(begin: number, columns: readonly Cell[]): string {
  let line = '';
  for (const [at, { broker }] of columns.entries()) {
    if (columns[at - 1]?.broker !== broker) line = `${line.padEnd(begin + at * COLUMN)}${broker} `;
  }
  return line.trimEnd();
}

const columnOf = ({ broker, protocolVersion }: Cell) => `${broker}, ${protocolName(protocolVersion)}`;

function markOf({ result, deviation }: Cell): string {
  if (deviation === undefined) return marks[result];
  if (result === 'broken') return KNOWN_DEVIATION;
  return result === 'holds' ? DISAPPEARED : marks[result];
}

function deviations(cells: readonly Cell[]): string[] {
  const lines = cells.flatMap(({ broker, claim, result, deviation }) =>
    deviation === undefined || (result !== 'broken' && result !== 'holds')
      ? []
      : result === 'broken'
        ? `≠ ${broker}: ${claim} [${deviation.statement}]: ${deviation.does.en}. ${deviation.link}`
        : `${broker}: the known deviation from ${claim} has disappeared: strike it off the list. ${deviation.link}`,
  );
  return [...new Set(lines)];
}
