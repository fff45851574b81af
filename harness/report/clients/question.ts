import type { Text } from '../../base/text.ts';
import type { Cast } from '../../clients/find.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Stage } from './stage.ts';

export type Client = Cast['here'][number];

/** A question about a client that the specification leaves open, or that clients answer differently all the same. */
export interface Question<Word extends string = string> {
  /** Its theme and its name, e.g. `connect.keep-alive`. */
  readonly id: string;
  /** What is asked, as the heading of a row. */
  readonly says: Text;
  /** The protocol versions it is asked under; none: with the version that is the client's own choice. */
  readonly protocolVersions: readonly ProtocolVersion[];
  /** Its words as a person reads them; numbers need none. */
  readonly words?: Readonly<Record<Word, Text>>;
  /** Of a number, e.g. seconds. */
  readonly unit?: Text;
  /** Of an answer that has neither words nor unit, as a person reads it. */
  readonly inWords?: (seen: string) => Text;
  /** Why it makes no sense for this client, where it makes none. */
  readonly senseless?: (client: Client) => Text | undefined;
  /** What this client does: one of the words, a number, or a name. */
  look(stage: Stage, client: Client, protocolVersion: ProtocolVersion | undefined): Promise<Word | number>;
}

/** Declares a question: it can answer with the words it has texts for, and with no others. */
export const question = <const Word extends string>(one: Question<Word>): Question => one as Question;
