import type { Text } from '../../base/text.ts';
import { brokerNames } from '../../brokers/kinds.ts';
import type { Setting } from '../../brokers/limits/setting.ts';
import { answerText, asksUnder, type SpecObservation } from '../../claims/spec-observation.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';

/** A broker that was looked at. */
export interface MeasuredBroker {
  readonly name: string;
  /** Left out where the broker does not say. */
  readonly version?: string;
  /** How it came to run. */
  readonly origin: Text;
  /** Day, e.g. `2026-11-24`. */
  readonly measuredAt: string;
}

/** What was seen, or why nothing was. */
export type Answer =
  | {
      /** A word, a code or a number. */
      readonly seen: string | number;
      /** The same as a person reads it. */
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
  /** What decides it, by broker name. */
  readonly settings: Readonly<Record<string, Setting>>;
  readonly values: readonly ObservedValue[];
}

/** `docs/differences.json`: what the specification leaves open, as brokers do it. */
export interface Differences {
  readonly format: 'mqtt-hands-on-differences';
  readonly version: 1;
  readonly brokers: readonly MeasuredBroker[];
  readonly observations: readonly ObservedRow[];
}

/** All that was seen on one broker. */
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

const versions: readonly ProtocolVersion[] = [4, 5];

/** The document: a row for each observation there is now; what columns say of others is left out. */
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
      const protocolVersions = versions.filter((version) => asksUnder(observation, version));
      const values = columns.flatMap((column) => valuesOf(observation, column));
      return { id, says, protocolVersions, settings, values };
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

/** Columns with those of a run: what was measured again replaces what was kept. In the order they are shown in. */
export function withMeasured(kept: readonly Column[], measured: readonly Column[]): Column[] {
  const columns = new Map([...kept, ...measured].map((column) => [keyOf(column), column]));
  return [...columns.values()].sort(byNameAndVersion);
}

const keyOf = ({ broker: { name, version } }: Column): string => `${name} ${version ?? ''}`;

const byNameAndVersion = (one: Column, other: Column): number =>
  place(one) - place(other) || keyOf(one).localeCompare(keyOf(other), 'en', { numeric: true });

const kinds: readonly string[] = brokerNames;
const place = ({ broker }: Column): number =>
  kinds.includes(broker.name) ? kinds.indexOf(broker.name) : kinds.length;
