import { isDeepStrictEqual } from 'node:util';
import type { Text } from '../base/text.ts';
import { identityOf } from '../brokers/identity/identity.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { cellVerdictOf, signs } from './cell-verdict.ts';
import { cellFinder, isIn, type Matrix, type MatrixBroker, type ObservedCell } from './matrix.ts';
import { shownWord } from './value.ts';

/** A difference between two versions of a broker. */
export interface Change {
  /** Labels of the two versions, in the order of the command line. */
  readonly from: string;
  readonly to: string;
  readonly protocolVersion: ProtocolVersion;
  readonly kind: 'claim' | 'observation';
  readonly id: string;
  readonly says: Text;
  /** The result of a claim, or the answer of an observation. */
  readonly before: Text;
  readonly after: Text;
}

type Pair = readonly [MatrixBroker, MatrixBroker];

/** What changed between versions of one broker. Each version is compared with the one before it. */
export const changesOf = (matrix: Matrix): Change[] =>
  pairs(matrix.brokers).flatMap((pair) =>
    ([4, 5] as const).flatMap((version) => [
      ...changedClaims(matrix, pair, version),
      ...changedObservations(matrix, pair, version),
    ]),
  );

/** Whether there are versions of one broker to compare. */
export const comparesVersions = ({ brokers }: Pick<Matrix, 'brokers'>): boolean => pairs(brokers).length > 0;

function pairs(brokers: readonly MatrixBroker[]): Pair[] {
  const started = brokers.filter(({ notStarted }) => notStarted === undefined);
  return started.flatMap((broker, at) => {
    const before = started
      .slice(0, at)
      .findLast((other) => identityOf(other).name === identityOf(broker).name);
    return before === undefined ? [] : [[before, broker] as const];
  });
}

function changedClaims(matrix: Matrix, [before, after]: Pair, protocolVersion: ProtocolVersion): Change[] {
  const find = cellFinder(matrix);
  return matrix.claims.flatMap(({ id, says }) => {
    const one = find(id, { broker: before, protocolVersion });
    const other = find(id, { broker: after, protocolVersion });
    if (one === undefined || other === undefined || one.result === other.result) return [];
    // A claim that was not run says nothing about the broker.
    if (one.result === 'not-run' || other.result === 'not-run') return [];
    const words = { before: signs[cellVerdictOf(one)].word, after: signs[cellVerdictOf(other)].word };
    return { from: before.label, to: after.label, protocolVersion, kind: 'claim', id, says, ...words };
  });
}

function changedObservations(
  { observations }: Matrix,
  [before, after]: Pair,
  protocolVersion: ProtocolVersion,
) {
  return observations.flatMap(({ id, says, cells }): Change[] => {
    const one = cells.find((cell) => isIn({ broker: before, protocolVersion }, cell));
    const other = cells.find((cell) => isIn({ broker: after, protocolVersion }, cell));
    if (one?.text === undefined || other?.text === undefined || isDeepStrictEqual(one.seen, other.seen))
      return [];
    const words = { before: one.text, after: other.text };
    return [
      { from: before.label, to: after.label, protocolVersion, kind: 'observation', id, says, ...words },
    ];
  });
}

/** The answer, or why there is none, for a cell of a table. */
export const observedText = ({ text, seen, reason }: ObservedCell): Text =>
  text ?? (reason === undefined ? { en: shownWord(seen), ja: shownWord(seen) } : reason);
