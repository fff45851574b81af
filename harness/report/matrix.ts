import type { Text } from '../base/text.ts';
import type { Recognised } from '../brokers/deviations/recognise.ts';
import type { Identity } from '../brokers/identity/identity.ts';
import type { Setting } from '../brokers/limits/setting.ts';
import type { ClaimRun } from '../claims/claim-run.ts';
import type { Claim } from '../lab/claim.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { RecordedTrace } from '../wire/trace/schema.ts';

export type CellResult = ClaimRun['result'];

/** One claim as judged on one broker under one protocol version. */
export interface Cell {
  /** The broker's label. */
  readonly broker: string;
  readonly protocolVersion: ProtocolVersion;
  /** The claim's id. */
  readonly claim: string;
  readonly result: CellResult;
  /** The known deviation that this result has to do with: it is it, or it has disappeared, or is back. */
  readonly deviation?: Recognised | undefined;
  readonly expected?: unknown;
  readonly seen?: unknown;
  /** Why it is unsupported, or was not run. */
  readonly reason?: Text;
  /** What a reader has to know about how it was run, whatever the result. */
  readonly notes?: readonly Text[];
  /** It was not run because it was not to be: nothing failed. */
  readonly leftOut?: true;
  readonly evidence?: RecordedTrace;
  /** What a client wrote in that run, line by line; made harmless where it is shown. */
  readonly output?: readonly string[];
  /** In front of every topic of its run. */
  readonly topicPrefix?: string;
  readonly milliseconds?: number;
}

/** A broker as the matrix knows it; where it was not started, only why. */
export interface MatrixBroker {
  /** What it is called here, unlike any other: name, tag where one was asked for, version. */
  readonly label: string;
  readonly name: string;
  readonly version?: string | undefined;
  /** Which broker it is, where name and version are only what it is shown as. */
  readonly identity?: Identity | undefined;
  /** How it was started, or found. */
  readonly origin?: Text;
  /** Versions of MQTT that it speaks. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  /** Why it could not be started. */
  readonly notStarted?: Text;
  /** Why it was left before all was run. */
  readonly lost?: Text;
}

/** What one broker does under one protocol version that the specification leaves open. */
export interface ObservedCell {
  readonly broker: string;
  readonly protocolVersion: ProtocolVersion;
  readonly seen?: unknown;
  /** What was seen, as a person reads it. */
  readonly text?: Text;
  /** Where nothing was seen: why. */
  readonly reason?: Text;
}

export interface MatrixObservation {
  readonly id: string;
  readonly says: Text;
  /** What decides it, by broker name; of brokers that are here, as far as it is known. */
  readonly settings?: Readonly<Record<string, Setting>>;
  readonly cells: readonly ObservedCell[];
}

/** Claims × brokers, and what brokers do differently: the one thing that every form of report is made from. */
export interface Matrix {
  /** Whom the claims are about; brokers if left out. */
  readonly subject?: 'client';
  readonly brokers: readonly MatrixBroker[];
  /** In the order of the rows. */
  readonly claims: readonly Claim[];
  readonly cells: readonly Cell[];
  readonly observations: readonly MatrixObservation[];
}

/** A broker under a protocol version. */
export interface Column {
  readonly broker: MatrixBroker;
  readonly protocolVersion: ProtocolVersion;
}

/** A cell of what a run found out. */
export function cellOf(run: ClaimRun, broker: string): Cell {
  const { claim, protocolVersion, result, judged, reason, notes, leftOut } = run;
  const { evidence, topicPrefix, milliseconds } = run;
  return {
    broker,
    protocolVersion,
    claim: claim.id,
    result,
    ...(judged && { expected: judged.expected, seen: judged.seen, deviation: judged.deviation }),
    ...(reason && { reason }),
    ...(notes && { notes }),
    ...(leftOut && { leftOut }),
    ...(evidence && { evidence }),
    ...(topicPrefix !== undefined && { topicPrefix }),
    ...(milliseconds !== undefined && { milliseconds }),
  };
}

/** The columns in which there is anything, in the order of the brokers. */
export const columnsOf = ({ brokers, cells, observations }: Matrix): Column[] =>
  brokers.flatMap((broker) =>
    ([4, 5] as const)
      .filter((protocolVersion) =>
        [...cells, ...observations.flatMap((observation) => observation.cells)].some((cell) =>
          isIn({ broker, protocolVersion }, cell),
        ),
      )
      .map((protocolVersion) => ({ broker, protocolVersion })),
  );

/** Whether a cell stands in a column. */
export const isIn = (
  { broker, protocolVersion }: Column,
  cell: Pick<Cell, 'broker' | 'protocolVersion'>,
): boolean => cell.broker === broker.label && cell.protocolVersion === protocolVersion;

/** Finds the cell of a claim in a column; undefined where the claim does not speak of that version. */
export function cellFinder({
  cells,
}: Pick<Matrix, 'cells'>): (claim: string, column: Column) => Cell | undefined {
  const key = (claim: string, broker: string, version: ProtocolVersion) => `${claim} ${version} ${broker}`;
  const found = new Map(cells.map((cell) => [key(cell.claim, cell.broker, cell.protocolVersion), cell]));
  return (claim, { broker, protocolVersion }) => found.get(key(claim, broker.label, protocolVersion));
}
