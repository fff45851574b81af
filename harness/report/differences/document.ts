import type { Text } from '../../base/text.ts';
import { brokerNames } from '../../brokers/kinds.ts';
import type { Setting } from '../../brokers/limits/setting.ts';
import { answerText, asksUnder, type SpecObservation } from '../../claims/spec-observation.ts';
import { type ProtocolVersion, protocolVersions } from '../../protocol/version.ts';
import { mergedColumns } from '../measured-page.ts';

/** A broker that was measured. */
export interface MeasuredBroker {
  readonly name: string;
  /** Left out if the broker does not report it. */
  readonly version?: string;
  /** Where the broker ran. */
  readonly origin: Text;
  /** The day, e.g. `2026-11-24`. */
  readonly measuredAt: string;
}

/** The answer to an observation, or why there is none. */
type Answer =
  | {
      /** A word, a code or a number. */
      readonly seen: string | number;
      /** The same as text. */
      readonly answer: Text;
    }
  | { readonly reason: Text };

export type ObservedValue = Answer & {
  readonly broker: string;
  readonly version?: string;
  readonly protocolVersion: ProtocolVersion;
};

export interface ObservedRow {
  readonly id: string;
  readonly says: Text;
  readonly protocolVersions: readonly ProtocolVersion[];
  /** The settings that decide the answer, by broker name. */
  readonly settings: Readonly<Record<string, Setting>>;
  readonly values: readonly ObservedValue[];
}

/** `docs/differences.json`: the answers of brokers to what the specification leaves open. */
export interface Differences {
  readonly format: 'mqtt-hands-on-differences';
  readonly version: 1;
  readonly brokers: readonly MeasuredBroker[];
  readonly observations: readonly ObservedRow[];
}

/** All answers of one broker. */
export interface Column {
  readonly broker: MeasuredBroker;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly observation: string;
  readonly protocolVersion: ProtocolVersion;
  readonly seen?: string | number;
  readonly reason?: Text;
}

/** Makes the document, with a row for each current observation. Answers to former observations are left out. */
export function differences(
  observations: readonly SpecObservation[],
  columns: readonly Column[],
): Differences {
  return {
    format: 'mqtt-hands-on-differences',
    version: 1,
    brokers: columns.map(({ broker }) => broker),
    observations: observations.map((observation) => {
      const { id, says, settings = {} } = observation;
      const asked = protocolVersions.filter((version) => asksUnder(observation, version));
      const values = columns.flatMap((column) => valuesOf(observation, column));
      return { id, says, protocolVersions: asked, settings, values };
    }),
  };
}

function valuesOf(observation: SpecObservation, { broker, cells }: Column): ObservedValue[] {
  const { name, version } = broker;
  const own = cells.filter((cell) => cell.observation === observation.id);
  return own.flatMap(({ protocolVersion, seen, reason }) => {
    const where = { broker: name, ...(version !== undefined && { version }), protocolVersion };
    if (seen !== undefined) return { ...where, seen, answer: answerText(observation, seen) };
    return reason === undefined ? [] : { ...where, reason };
  });
}

/** The columns of a document, as they were measured. */
export function columnsOf({ brokers, observations }: Differences): Column[] {
  return brokers.map((broker) => ({
    broker,
    cells: observations.flatMap(({ id, values }) =>
      values
        .filter((value) => value.broker === broker.name && value.version === broker.version)
        .map(({ protocolVersion, ...answer }) => ({
          observation: id,
          protocolVersion,
          ...('seen' in answer ? { seen: answer.seen } : { reason: answer.reason }),
        })),
    ),
  }));
}

/** Merges the columns of a run with the kept ones, which they replace. The result is in the order of the page. */
export const withMeasured = (kept: readonly Column[], measured: readonly Column[]): Column[] =>
  mergedColumns(kept, measured, ({ broker }) => broker, brokerNames);
