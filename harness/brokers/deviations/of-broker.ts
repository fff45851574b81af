import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../process/repository-root.ts';
import { type ProtocolVersion, protocolVersions } from '../../protocol/version.ts';
import type { KnownDeviation } from './known-deviation.ts';

type PerVersion = 'protocolVersions' | 'statement';
/** The fields that all deviations of a broker share. */
type Shared = 'broker' | 'since' | 'lookedAt';

/** A deviation as a broker's folder lists it, with its statement under each protocol version. */
export interface Deviation extends Omit<KnownDeviation, PerVersion | Shared | 'file'> {
  readonly statements: Readonly<Partial<Record<ProtocolVersion, string>>>;
  /** Default: the first of the versions on which it was seen. */
  readonly since?: string;
  /** Default: the versions of the broker's list. */
  readonly lookedAt?: readonly string[];
}

/** A deviation and the file it is written in. */
export type FiledDeviation = Deviation & Pick<KnownDeviation, 'file'>;

/**
 * Deviations of one file.
 * @param url the file's `import.meta.url`
 */
export function inFile(url: string, deviations: readonly Deviation[]): FiledDeviation[] {
  const file = path.relative(repositoryRoot, fileURLToPath(url)).replaceAll(path.sep, '/');
  return deviations.map((deviation) => ({ ...deviation, file }));
}

/**
 * The deviations of one broker, an entry for each protocol version.
 * @param lookedAt the versions on which they were seen, in ascending order
 */
export const ofBroker = (
  broker: string,
  lookedAt: readonly [string, ...string[]],
  deviations: readonly FiledDeviation[],
): KnownDeviation[] =>
  deviations.flatMap(({ statements, ...deviation }) =>
    protocolVersions.flatMap((version) => {
      const statement = statements[version];
      if (statement === undefined) return [];
      const [since] = deviation.lookedAt ?? lookedAt;
      const range = { since: since ?? lookedAt[0], lookedAt };
      return [{ broker, ...range, ...deviation, protocolVersions: [version], statement }];
    }),
  );
