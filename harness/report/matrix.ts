import type { ProtocolVersion } from '../brokers/broker.ts';
import { protocolName } from '../specification/statements.ts';

export type CellResult = 'holds' | 'broken' | 'not-run';

/** One claim as judged on one broker under one protocol version. */
export interface Cell {
  readonly broker: string;
  readonly protocolVersion: ProtocolVersion;
  readonly claim: string;
  readonly result: CellResult;
}

export interface Matrix {
  readonly cells: readonly Cell[];
  /** Brokers that could not be started, and why. */
  readonly notStarted: readonly { readonly broker: string; readonly reason: string }[];
}

const marks: Record<CellResult, string> = { holds: '✔', broken: '✘ BROKEN', 'not-run': '? not run' };
const NO_CLAIM = '·';

/** The matrix claims × brokers as lines of text; brokers that were not started are listed under it with their reason. */
export function matrixLines({ cells, notStarted }: Matrix): string[] {
  const columns = distinct(
    cells,
    ({ broker, protocolVersion }) => `${broker}, ${protocolName(protocolVersion)}`,
  );
  const claims = distinct(cells, (cell) => cell.claim);
  const width = Math.max(0, ...claims.map((claim) => claim.length)) + 2;
  const row = (name: string, values: readonly string[]) =>
    name.padEnd(width) +
    values.map((value, index) => value.padEnd((columns[index]?.length ?? 0) + 2)).join('');
  const mark = (claim: string, column: string) => {
    const cell = cells.find(
      (one) => one.claim === claim && `${one.broker}, ${protocolName(one.protocolVersion)}` === column,
    );
    return cell ? marks[cell.result] : NO_CLAIM;
  };
  return [
    ...(claims.length > 0 ? [row('', columns)] : []),
    ...claims.map((claim) =>
      row(
        claim,
        columns.map((column) => mark(claim, column)),
      ).trimEnd(),
    ),
    ...notStarted.map(({ broker, reason }) => `${broker}: not started, ${reason}`),
  ];
}

const distinct = <T>(items: readonly T[], key: (item: T) => string): string[] => [...new Set(items.map(key))];
