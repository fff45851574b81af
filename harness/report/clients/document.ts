import type { Text } from '../../base/text.ts';
import { clientNames } from '../../clients/kinds.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { mergedColumns } from '../measured-page.ts';

/** A client that was measured. */
interface MeasuredClient {
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
export const withMeasuredClients = (
  kept: readonly ClientColumn[],
  measured: readonly ClientColumn[],
): ClientColumn[] => mergedColumns(kept, measured, ({ client }) => client, clientNames);
