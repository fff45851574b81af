import { knownDeviation, knownDeviations } from '../deviations/known-deviations.ts';
import type { Matrix, MatrixBroker } from '../report/matrix.ts';
import { standingOf } from '../report/standing.ts';
import { onOneLine } from '../report/value.ts';
import type { Text } from '../text.ts';

/**
 * A line for each broker that was asked for by its address alone, and says that it is one whose deviations are known: those
 * count by the name that a person gives, and not by what a broker says of itself.
 */
export const hints = (matrix: Matrix): Text[] =>
  matrix.brokers.flatMap((broker) => {
    const says = saysItIs(broker);
    if (says === undefined || !isBrokenAsKnown(matrix, broker, says)) return [];
    const { name, version } = says;
    const url = onOneLine(broker.name);
    const option = `--broker ${name}@${version}=${url}`;
    return {
      en: `${url} says it is ${name} ${version}: ${option} takes its known deviations into account`,
      ja: `${url} は ${name} ${version} と名乗っています: ${option} とすれば、既知の逸脱として扱います`,
    };
  });

interface Named {
  readonly name: string;
  readonly version: string;
}

/** The broker with known deviations that it says it is, as in `mosquitto version 2.0.11`. */
function saysItIs({ name: url, version: said }: MatrixBroker): Named | undefined {
  if (said === undefined || !url.includes('://')) return undefined;
  const words = said.toLowerCase().split(/\s+/);
  return knownDeviations
    .filter(({ broker }) => words.includes(broker))
    .flatMap(({ broker, versions }) => versions.map((version) => ({ name: broker, version })))
    .find(({ version }) => words.includes(version));
}

const isBrokenAsKnown = ({ cells }: Matrix, { label }: MatrixBroker, says: Named): boolean =>
  cells.some(
    (cell) =>
      cell.broker === label &&
      standingOf(cell) === 'broken' &&
      knownDeviation(cell.claim, says, cell.protocolVersion) !== undefined,
  );
