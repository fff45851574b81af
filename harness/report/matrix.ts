import type { Text } from '../base/text.ts';
import type { Recognised } from '../brokers/deviations/recognise.ts';
import type { Identity } from '../brokers/identity/identity.ts';
import type { Setting } from '../brokers/limits/setting.ts';
import type { ClaimRun } from '../claims/claim-run.ts';
import type { Claim } from '../lab/claim.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { RecordedTrace } from '../wire/trace/schema.ts';

type CellResult = ClaimRun['result'];

/** One claim as judged on one broker under one protocol version. */
export interface Cell {
  /** The broker's label. */
  readonly broker: string;
  readonly protocolVersion: ProtocolVersion;
  /** The claim's id. */
  readonly claim: string;
  readonly result: CellResult;
  /** The known deviation that this result is about: it was seen, disappeared, or returned. */
  readonly deviation?: Recognised | undefined;
  readonly expected?: unknown;
  readonly seen?: unknown;
  /** Why the claim is unsupported or was not run. */
  readonly reason?: Text;
  /** Notes about the run, with any result. */
  readonly notes?: readonly Text[];
  /** What happened to a client in the run of a broken claim. */
  readonly situation?: { readonly id: string; readonly title: Text };
  /** Skipped on purpose; does not affect the exit code. */
  readonly leftOut?: true;
  readonly evidence?: RecordedTrace;
  /** The output of a client in that run, by lines. Control characters are replaced when it is shown. */
  readonly output?: readonly string[];
  /** The prefix of every topic of its run. */
  readonly topicPrefix?: string;
  readonly milliseconds?: number;
}

/** A broker of the matrix. If it was not started, only the reason is there. */
export interface MatrixBroker {
  /** Its unique name in the matrix: name, tag if one was chosen, version. */
  readonly label: string;
  readonly name: string;
  readonly version?: string | undefined;
  /** Which broker it is, if name and version are only for display. */
  readonly identity?: Identity | undefined;
  /** Where it runs. */
  readonly origin?: Text;
  /** The versions of MQTT that it supports. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  /** Why it could not be started. */
  readonly notStarted?: Text;
  /** Why the run on it ended early. */
  readonly lost?: Text;
  /** What CONNACK announces although the broker's makers document that it is missing. */
  readonly announced?: readonly Text[];
}

/** The answer of one broker to an observation under one protocol version. */
export interface ObservedCell {
  readonly broker: string;
  readonly protocolVersion: ProtocolVersion;
  readonly seen?: unknown;
  /** The answer as text. */
  readonly text?: Text;
  /** Why there is no answer. */
  readonly reason?: Text;
}

export interface MatrixObservation {
  readonly id: string;
  readonly says: Text;
  /** The settings that decide the answer, by broker name, for the brokers of this matrix. */
  readonly settings?: Readonly<Record<string, Setting>>;
  readonly cells: readonly ObservedCell[];
}

/** Claims × brokers, and observations. Every form of the report is made from it. */
export interface Matrix {
  /** The subject of the claims; default: brokers. */
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

/** The cell of a result. */
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

/** The columns that are not empty, in the order of the brokers. */
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

/** Whether a cell belongs to a column. */
export const isIn = (
  { broker, protocolVersion }: Column,
  cell: Pick<Cell, 'broker' | 'protocolVersion'>,
): boolean => cell.broker === broker.label && cell.protocolVersion === protocolVersion;

/** Finds the cell of a claim in a column; undefined if the claim does not speak of that version. */
export function cellFinder({
  cells,
}: Pick<Matrix, 'cells'>): (claim: string, column: Column) => Cell | undefined {
  const key = (claim: string, broker: string, version: ProtocolVersion) => `${claim} ${version} ${broker}`;
  const found = new Map(cells.map((cell) => [key(cell.claim, cell.broker, cell.protocolVersion), cell]));
  return (claim, { broker, protocolVersion }) => found.get(key(claim, broker.label, protocolVersion));
}
