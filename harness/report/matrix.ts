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

/**
 * The matrix claims × brokers as lines of text. Under it: the known deviations, each in words, and the brokers that were
 * not started, each with its reason.
 */
export function matrixLines({ cells, notStarted }: Matrix): string[] {
  const columns = [...new Set(cells.map(columnOf))];
  const claims = [...new Set(cells.map((cell) => cell.claim))];
  const width = Math.max(0, ...claims.map((claim) => claim.length)) + 2;
  const row = (name: string, values: readonly string[]) =>
    (
      name.padEnd(width) + values.map((value, at) => value.padEnd((columns[at]?.length ?? 0) + 2)).join('')
    ).trimEnd();
  const mark = (claim: string, column: string) => {
    const cell = cells.find((one) => one.claim === claim && columnOf(one) === column);
    return cell ? markOf(cell) : NO_CLAIM;
  };
  return [
    ...(claims.length > 0 ? [row('', columns)] : []),
    ...claims.map((claim) =>
      row(
        claim,
        columns.map((column) => mark(claim, column)),
      ),
    ),
    ...deviations(cells),
    ...notStarted.map(({ broker, reason }) => `${broker}: not started, ${reason}`),
  ];
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
