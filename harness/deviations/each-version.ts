import type { ProtocolVersion } from '../brokers/broker.ts';
import type { KnownDeviation } from './known-deviations.ts';

/** A deviation by the statement that each protocol version has for it. */
export interface Deviation extends Omit<KnownDeviation, 'protocolVersions' | 'statement'> {
  readonly statements: Readonly<Partial<Record<ProtocolVersion, string>>>;
}

const versions: readonly ProtocolVersion[] = [4, 5];

/** One entry a protocol version. */
export const eachVersion = ({ statements, ...deviation }: Deviation): KnownDeviation[] =>
  versions.flatMap((version) => {
    const statement = statements[version];
    return statement === undefined ? [] : [{ ...deviation, protocolVersions: [version], statement }];
  });
