import type { Text } from '../../base/text.ts';
import { clientNames } from '../../clients/kinds.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';

/** A client that was looked at. */
export interface MeasuredClient {
  /** As in `--client NAME`. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** Day, e.g. `2026-11-24`. */
  readonly measuredAt: string;
}

/** What was seen, or why nothing was. */
export interface ClientCell {
  readonly question: string;
  /** Left out where it was the client's own choice. */
  readonly protocolVersion?: ProtocolVersion;
  readonly seen?: string | number;
  readonly reason?: Text;
}

/** All that was seen of one client. */
export interface ClientColumn {
  readonly client: MeasuredClient;
  readonly cells: readonly ClientCell[];
}

/** `docs/clients.json`: what was seen of each client. */
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

/** Columns with those of a run: what was measured again replaces what was kept. In the order they are shown in. */
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
