import type { Text } from '../../base/text.ts';
import { clientNames } from '../../clients/kinds.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';

/** A client that was measured. */
export interface MeasuredClient {
  /** As in `--client NAME`. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** The day, e.g. `2026-11-24`. */
  readonly measuredAt: string;
}

/** The answer to a question, or why there is none. */
export interface ClientCell {
  readonly question: string;
  /** Left out if the client chose it. */
  readonly protocolVersion?: ProtocolVersion;
  readonly seen?: string | number;
  readonly reason?: Text;
}

/** All answers of one client. */
export interface ClientColumn {
  readonly client: MeasuredClient;
  readonly cells: readonly ClientCell[];
}

/** `docs/clients.json`: the answers of every client. */
export interface ClientDifferences {
  readonly format: 'mqtt-hands-on-clients';
  readonly version: 1;
  readonly columns: readonly ClientColumn[];
}

export const clientDifferences = (columns: readonly ClientColumn[]): ClientDifferences => ({
  format: 'mqtt-hands-on-clients',
  version: 1,
  columns,
});

/** Merges the columns of a run with the kept ones, which they replace. The result is in the order of the page. */
export function withMeasuredClients(
  kept: readonly ClientColumn[],
  measured: readonly ClientColumn[],
): ClientColumn[] {
  const columns = new Map([...kept, ...measured].map((column) => [keyOf(column), column]));
  return [...columns.values()].sort(
    (one, other) =>
      place(one) - place(other) || keyOf(one).localeCompare(keyOf(other), 'en', { numeric: true }),
  );
}

const keyOf = ({ client: { name, version } }: ClientColumn): string => `${name} ${version}`;

const names: readonly string[] = clientNames;
const place = ({ client }: ClientColumn): number =>
  names.includes(client.name) ? names.indexOf(client.name) : names.length;
