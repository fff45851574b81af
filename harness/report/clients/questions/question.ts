import type { Text } from '../../../base/text.ts';
import type { FoundClients } from '../../../clients/find.ts';
import type { ProtocolVersion } from '../../../protocol/version.ts';
import type { Stage } from '../stage.ts';

export type Client = FoundClients['here'][number];

/** A question about a client that the specification leaves open, or that clients answer differently. */
export interface Question<Word extends string = string> {
  /** Its theme and its name, e.g. `connect.keep-alive`. */
  readonly id: string;
  /** The question, as the heading of a row. */
  readonly says: Text;
  /** The protocol versions under which it is asked. If empty, the client chooses its version. */
  readonly protocolVersions: readonly ProtocolVersion[];
  /** The text for each word that may be the answer; numbers need none. */
  readonly words?: Readonly<Record<Word, Text>>;
  /** The unit of a number, e.g. seconds. */
  readonly unit?: Text;
  /** The text for any other answer. */
  readonly inWords?: (seen: string) => Text;
  /** Why the question does not apply to this client; undefined if it does. */
  readonly senseless?: (client: Client) => Text | undefined;
  /** The answer of this client: one of the words, a number, or a name. */
  look(stage: Stage, client: Client, protocolVersion: ProtocolVersion | undefined): Promise<Word | number>;
}

/** Declares a question: it can answer with the words it has texts for, and with no others. */
export const question = <const Word extends string>(one: Question<Word>): Question => one as Question;
